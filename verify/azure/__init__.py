"""The real az on clouds as scripts may find them."""
