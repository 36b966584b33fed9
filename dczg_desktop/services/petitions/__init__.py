"""Petitions (信访件): their register, batches, points, repeats, closure, counts and lists."""
