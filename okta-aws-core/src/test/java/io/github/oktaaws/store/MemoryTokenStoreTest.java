package io.github.oktaaws.store;

class MemoryTokenStoreTest extends TokenStoreContract {

  @Override
  protected TokenStore newStore() {
    return TokenStore.inMemory();
  }
}
