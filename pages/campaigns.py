"""Which of several campaigns? Each one's answer in a line, and two of them beside one another."""

from campaign.ui import campaigns

mine = campaigns.mine()
campaigns.language()
campaigns.listed(mine)
campaigns.beside(mine)
campaigns.leave()
