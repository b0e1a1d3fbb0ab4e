"""The demo's postbox: the mails it would have sent; it sends none and exists nowhere else."""
