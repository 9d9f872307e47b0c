"""The audit of the locked packages (`make audit`): our own rules, which need no network, and what is known of their versions."""
