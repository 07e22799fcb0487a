/** What Acme's head of property asks about the same case, or either of them. */
export const acmeProperty = `
@UDANA,UEVE
? Who from our side should attend {1}?
? Do you need anyone of ours at {1}?
= {^2}.
* the settlement conference | you yourself, with authority up to the figure we discussed
* the site inspection | the facility manager, and someone who can open the server room
* the deposition of Beta's logistics head | nobody in the room, but one person on the phone for questions of fact
* the next case management conference | Nobody from Acme: the judge wants counsel only
* the mediation | you and one person from finance who knows the invoices
* the meet and confer | counsel alone

@UEVE
? Can Beta's people come to the {1} with cameras?
? They want to photograph the {1}. Must we let them?
= Yes, under the inspection order, but {2}.
= The order allows it, though {2}.
* cold store | only the bays 3 and 4, and with your guard present
* loading docks | not during a shift change
* control room | screens are to be off while they are inside

@UEVE
? Do we have to keep the {1}?
? Do we need to hold on to the {1}?
= Yes, everything since January 2024. {2}
= Yes, until the case is over. {2}
* old access-card system | An export is not enough: have IT image the server before it is replaced.
* temperature logs | The paper ones too; they are the best evidence on count two.
* visitors' books | Scans will do, if the books themselves stay boxed and labelled.
* leasing files of the east building | Of those, only what mentions Beta or its carrier.
* recordings of the gate cameras | The footage overwrites itself after thirty days, so please switch that off today.

@UEVE
? We want to move {1} next month. Is that a problem for the case?
? Can we go ahead and move {1}?
= No objection, if {2}.
= You can, provided {2}.
* the remaining pallets to another site | each is photographed with its label before it leaves
* the spoiled stock to cheaper storage | Beta gets seven days' notice and may look at it first
* the old racks out | the engineer has signed off on the drawings
* the tenant of bay 6 | the gate records of that bay stay with us

@UEVE
? The {1} has asked me for a statement. Do I give one?
= Not without us: {2}.
= Please do not, for now: {2}.
* fire marshal | we will go with you, and it will take fifteen minutes
* insurer's adjuster | the policy obliges you to cooperate, but in writing and after we have read it
* carrier's own lawyer | they are a likely third-party defendant

@UDANA,UEVE
? Is there anything we should do about {1}?
? What do we do about {1}?
= {2}
* the subpoena to our bank | Nothing for now. The bank objects by itself, and we have asked for a copy of what it produces.
* the second lawsuit that was in the papers | Nothing. It is between other parties, and does not touch this one.
* the invoices Beta keeps sending | One thing only: do not pay and do not answer, but forward each to us.
* the e-mail from Beta's chief executive | A one-line reply that counsel handles this, and no more.
* Beta's request for our pricing data | Nothing on your side. We object on relevance; the letter went out this morning.

@UDANA,UEVE
? Which version of {1} is the right one?
? I have two versions of {1}. Which one do we use?
= The one of {ago 6}: {2}.
= Use the later one, from {ago 4}; {2}.
* the search terms | the earlier one still has the three terms that Beta rejected
* the damages spreadsheet | it nets out the credit notes
* the witness list | the carrier's clerk was taken off it
* the timeline of shipments | it has the corrected time zone for the port

@UEVE
? Who pays for {1}, us or Beta?
? Do we have to pay for {1}?
= You do at first: {2}.
= Acme, for now; {2}.
* the storage of the evidence | the winner gets it back as costs
* the independent survey | the order splits it half and half, and the invoice will come to us
* the overtime for the inspection | we have asked that Beta bear it, and the judge was not unfriendly to that
* the new locks | it can go on the list of damages if you keep the receipt

@UEVE
? Where do I send {1}?
? I have {1} here. Where should it go?
= {2}
* the boxes with the delivery notes | To our document center on 9th Street, by courier and insured. They sign for each box by its number.
* the disk from the old server | Not by post. Someone from the forensic firm comes for it on {in 3} and gives you a receipt.
* the keys for the inspection | To nobody. Keep them, and open up yourself on the day.
* the summons that came to the warehouse | A scan to me today, the original into your file with the envelope. The date on the envelope matters.

@UEVE
? The alarm company wants to replace the cameras on the dock. Can they start?
= They can, once the recordings of the last ninety days are copied off. I have told them which format.
`;
