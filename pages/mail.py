"""What am I told by mail, about which unit and where to; and what was sent?"""

from campaign import words
from campaign.ui import access, filters, mail, office, screen

scope = access.guard()
selection = filters.bar(scope, below=0)
office.told()
screen.finding(words.t("mail.title"), words.t("mail.about"))
screen.strip(selection)

mail.subscribing(scope)
mail.posted()
