"""People around a resident who care along: who they are to them, from when and until when, with the resident's yes."""
