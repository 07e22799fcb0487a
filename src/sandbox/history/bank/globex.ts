/** What Globex' chief executive asks about the lease of its offices, and what is answered. */
export const globex = `
@USAM
? Can we {1} under the current lease?
? Does our lease let us {1}?
? We would like to {1}. Is that allowed?
= Yes: {2}.
= The lease allows it: {2}.
* put our own sign over the entrance | with the landlord's approval of the drawings, which clause 9 says may not be delayed beyond ten days
* run the kitchen on the second floor in the evenings | until 22:00; after that the building rules want a guard at your cost
* keep bicycles in the basement | in the marked area, and at your own risk
* lend six desks to a partner company | sharing with an affiliate or partner is in clause 14.3, without consent, below twenty percent of the space
* install our own access system | it only has to come out again at the end, and the landlord gets a master card
* bring a dog to the office | the building rules are silent, and clause 6 only forbids animals kept overnight
* knock through the wall of the small meeting room | it is not load-bearing, so notice is enough; consent is needed only above 10,000 of works

@USAM
? The landlord wants us to {1}. Do we have to?
? Do we really have to {1}? The landlord says so.
= No. {2}
= Not as it is put. {2}
* repaint the whole floor | Clause 11 says broom clean and fair wear and tear; paint is wear.
* pay for the new lifts | Capital improvements are carved out of operating costs in exhibit C, number 4.
* move our server room | There is no relocation right in your lease, and he knows it.
* take out more insurance | Two million is what clause 16 asks for, and you carry three.
* give a new guarantee | The old one stands until the deposit is topped up, which is not due this year.
* sign an estoppel certificate within two days | You have ten business days, and three statements in it need correcting first. A marked copy is attached.

@USAM
? How long do we have to {1}?
? By when do we need to {1}?
= Until {in 20}. {2}
= The last day is {in 25}. {2}
* exercise the option to extend | It has to be in writing and by courier; an e-mail does not count.
* object to the operating costs for last year | A short letter is enough to keep the right; the figures can follow.
* tell the landlord about the assignment | Earlier is better: his twenty days to answer begin with the notice.
* contest the new tax assessment | The landlord files, but only if you ask him to.

@USAM
? What would it cost us to {1}?
? Roughly what are we looking at if we {1}?
= About {2}
= In the order of {2}
* leave a year early | nine months' rent: the break fee of six and the rest of the fit-out allowance.
* give back the second floor | four months' rent of that floor, plus closing off the stairs.
* stay on after the end of the term | 150 percent of the last rent for each month begun, under clause 22.
* take the parking spaces as well | 280 a space and month, and he will go to 240 if you take ten.

@USAM
? There is {1} again. What are our options?
? We have {1}. What can we do about it?
= Write to him today; the draft is attached. {2}
= {2} A letter that starts the clock is attached.
* water coming through the ceiling | After five business days you may repair and set it off against the rent.
* a cold third floor without heating | Below 18 degrees the rent abates by the day from the second day on.
* noise from the works next door | Quiet enjoyment covers it where it is in hours; before eight and after six it is a breach.
* a lift out of order | One of two is an inconvenience; abatement starts when both are out for two days.

@USAM
? Can you look over {1} and tell me if I can sign?
? Please review {1}. Can I sign it?
= {2}
* the side letter about the terrace | You can sign. It gives what was agreed and takes nothing.
* the landlord's consent form | Not yet. Paragraph 4 makes you pay his architect; strike it and it is fine.
* the cleaning contract | Not yet. The notice period is a year. Three months is usual, and they will give it.
* the renewal proposal | Please wait. Rent is fair; the new clause on restoration is not, and we have redrafted it.
* the fit-out agreement | Not like this. The allowance is paid only at the very end. Half at the start is what you were promised.

@USAM
? What does {1} in the lease mean in plain words?
? Could you explain {1} to me? I have to present it to our board.
= {2}
* the CPI clause | Once a year the rent follows the index, but never more than 3.5 percent and never down.
* the non-disturbance clause | If the landlord's bank takes the building over, your lease goes on as it is.
* the gross-up | Where the building is half empty he may reckon costs as if it were 95 percent full, so that the empty floors' share does not land on you twice.
* the recapture right | If you ask to sublet more than half, he may take that space back instead. It is why we ask for less than half.
* the holdover clause | Staying on without a new lease, at one and a half times the rent.
* the co-tenancy clause | If the shops on the ground floor stand empty for six months, your rent falls by a tenth.

@USAM
? Who is responsible for {1}?
? Whose job is {1}, ours or the landlord's?
= The landlord, under {2}.
= His: {2}.
* the windows | clause 12.1, as part of the outer shell
* the sprinklers | the schedule of base building systems, number 7
* the snow on the ramp | the building rules, since it is common area
* the ventilation in the server room | the schedule again, although the filter is yours
* the fire doors | clause 12.1, but a door that was propped open is at your cost

@USAM
? We got {1} from the landlord. Is it right?
? {^1} came in from the landlord today. Does that look right to you?
= Not quite. {2}
= It is not. {2}
* a bill for last year's operating costs | Management fees are capped at 3 percent and he charged 4.1. The excess is about 6,300.
* a notice of rent increase | He took the wrong index month: September and not July, which makes it 2.9 percent.
* a demand for the deposit | You paid it in 2022. The receipt is in our file, and we sent him a copy.
* an invoice for after-hours cooling | The rate is 45 an hour in exhibit D, and he used 60.
* a reminder about the certificate of insurance | It went to his old address. We have sent it again with today's date.

@USAM
? Would the lease be in the way if we {1}?
= No, {2}.
= It would not: {2}.
* sold a third of the company | a change of control starts at one half, and transfers among holders do not count
* changed our name | notice within thirty days is all
* merged with our sister company | the successor takes the lease, if its net worth is no smaller
* took on a second tenant for a month | that is a license and not a sublease, below sixty days

@USAM
? Our broker says {1}. Is he right?
? Is it true that {1}? Our broker says so.
= {2}
* we can get three months free if we renew now | He is too hopeful. In this building two are usual, and only with five years.
* the landlord is about to sell | Yes. A sale is announced, and your lease binds the buyer; the deposit has to go over with it.
* the option has lapsed | Not yet. It has to be exercised twelve months before the end, and we are at thirteen.
* we could pay rent quarterly | With consent we could, and he asks half a percent for it.

@USAM
? Any word from the landlord on {1}?
? Did the landlord come back on {1}?
= He did: {2}.
= Yes, today. In short: {2}.
* the terrace | yes to furniture, no to heaters
* the repairs | the roofer comes on {in 6}, at his cost
* the name on the directory | done, without a fee
* the rent-free month | he offers three weeks, which we would take
* the sublet | consent in principle, and he wants to see the subtenant's accounts

@USAM
? Do we need a permit for {1}?
= {2}
* a party on the terrace | Not below 75 people. Tell the building a week before, and have the certificate of insurance name the landlord for that day.
* the new coffee bar | Yes, a simple one, as soon as you sell to visitors; for your own people none is needed.
* the solar panels | From the city none below 10 kilowatts; from the landlord, written consent for the roof.

@USAM
? Can you send me the {1}?
= Attached. {2}
= Here it is. {2}
* signed lease with all the exhibits | 84 pages; the ones you need are tabbed.
* floor plan that belongs to the lease | Exhibit A, with the revised line at the stairs.
* list of what we have to give back in its old state | Eleven items, of which four are done.
* letter to the landlord about the roof | It went by courier on {ago 1} and was signed for.
`;
