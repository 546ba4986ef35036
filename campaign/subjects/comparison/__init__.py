"""Fair comparison of units: ranks and their movement, funnel limits, who can lend. Numbers in, numbers out."""
