"""Maps: frame in, figure out. What the browser fetches once is made by `python -m campaign.maps.build`."""
