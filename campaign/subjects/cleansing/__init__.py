"""What cleansing still has before it, and whether what is claimed clean is: pure, frames in, frames and words out."""
