"""By which legal road a share of a result travelled: the determination it is in, or an agreement apart; the shares are in `agreements`."""
