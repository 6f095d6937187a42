"""Chinese reports and press texts to candidate statements; Simplified ones are brought to Traditional before."""
