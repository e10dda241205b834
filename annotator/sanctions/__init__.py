"""What is known of sanctions: the catalogue of acts, lists and bodies, and the ranking of names."""
