"""Who a user is elsewhere: the subject under which a provider of log-ins knows them."""
