"""The whole chain under trouble: random deliveries, repeats, orders, and processes killed at random points."""
