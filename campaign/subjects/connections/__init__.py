"""Services, provinces and chip applications to be connected."""
