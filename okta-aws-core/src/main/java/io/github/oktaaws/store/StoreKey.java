package io.github.oktaaws.store;

/**
 * What an entry of a {@link TokenStore} is of: a person's sign-in, or the credentials of a role
 * from one. Two keys that differ in anything are of different entries.
 */
public sealed interface StoreKey permits SignInKey, RoleKey {

  /**
   * The sign-in that the entry belongs to.
   *
   * @return the key itself, or that of the sign-in that the credentials are from
   */
  SignInKey signIn();

  /**
   * A name for the entry, the same in every process: a digest of all that the key consists of.
   *
   * @return 64 hexadecimal digits
   */
  String id();
}
