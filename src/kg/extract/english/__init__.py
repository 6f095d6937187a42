"""English press texts of any country to candidate statements."""
