/** What Acme's general counsel asks about Acme v. Beta, and what is answered. How it is written down: see topics.ts. */
export const acme = `
@UDANA
? Could you send us {1}?
? Can we have a copy of {1} please?
? Would you send {1} over when you have a moment?
= {^1} is attached. {2}
= Here you are: {1}. {2}
* the draft protective order | Beta's counsel has had it since yesterday and has no comments so far.
* the signed stipulation | It was so ordered this morning, without changes.
* the transcript of the last conference | The part about damages starts on page 14.
* our first set of interrogatories | Questions 7 to 12 are the ones you wanted added.
* the expert's engagement letter | Your signature goes on page 3; the fee cap is in paragraph 5.
* the latest privilege log | 212 entries, all on our side; Beta's is a week late.
* the joint letter to the court | Beta changed one sentence on page 2, marked in yellow.
* the revised discovery schedule | The only date that moved is the close of fact discovery.
* Beta's answer to the complaint | Their third affirmative defense is the one to read.
* the mediation statement as filed | Exhibits A to F come with it as one file.

@UDANA
? When is {1} due?
? What is the due date for {1}?
? By when do we have to have {1} in?
= {^1}: {in 12}. {2}
= It is due on {in 9}. {2}
* our opposition to the motion to compel | That is fourteen days from service, and the holiday does not extend it.
* the amended complaint | The order gives us thirty days and we need about ten of them.
* our expert's rebuttal report | Beta's served theirs on Friday, and the clock runs from that.
* the pre-motion letter | Three pages at most under the judge's individual rules.
* the disclosure statement | The insurance policies are the only part still missing.
* the reply on the sealing request | It is short, and the draft is done.
* the joint status report | We draft, Beta adds its part two days before.

@UDANA
? Can we talk to {1} directly about this, or is that off limits?
? Are we allowed to contact {1} ourselves?
= Please do not: {2}.
= Better not: {2}. Let it go through us.
* Beta's former warehouse manager | he is represented by Beta's counsel in this
* the neutral expert | the appointment order forbids contact by either side alone
* Beta's sales team | anything said to them can be put to you as an admission
* the mediator | the ground rules allow that only with both sides copied

@UDANA
? Our auditors are asking what to disclose about the case. What can we say?
= The usual letter: pending, contested, no estimate possible at this stage. The form of words is attached, and it has been used for your last two audits.

@UDANA
? Is an e-mail between me and our {1} privileged?
? If I write to our {1} about the case, does privilege cover that?
= {^2}.
* finance director | yes, as far as the purpose is legal advice and not the forecast itself
* insurance broker | only where the broker is needed for the advice, which courts read narrowly: keep it factual
* outside PR agency | only if counsel retained the agency; yours was hired by marketing, so assume that it is not
* parent company's counsel | yes: there is a common interest agreement, signed in March

@UDANA
? Beta is offering {1}. Should we take it?
? What do you make of Beta's offer of {1}?
= We would not accept it: {2}.
= It is better than the last one, but not good enough. {^2}.
* a walk-away with each side bearing its costs | your costs to date are about a third of the claim, and the merits favor us
* 40 cents on the dollar, paid over two years | without security a promise of two years is worth less than it looks
* an apology and new payment terms | nothing in it releases the claim for the spoiled stock
* a standstill until the arbitration in the other matter ends | that would cost you the trial date

@UDANA
? Please review the attached {1} before it goes out.
? Could you check the {1} before we send it?
= Reviewed. {2}
= It is fine to send with one change. {2}
* letter to our suppliers about the dispute | Take out the sentence that calls the shipment defective; the rest is fact.
* notice to the insurer | The date of loss should be the day of delivery and not of discovery.
* internal memo on document holds | Add text messages and the shared drive, otherwise it is complete.
* press line for the annual report | The second paragraph says more than the pleadings do; a shorter one is marked up.
* reply to our largest customer | Leave out the figure and refer them to the court's file.

@UDANA
? How much should we reserve for {1}?
? What should we budget for {1}?
= A fair figure is {2}.
= Our estimate is {2}.
* the expert phase | 60,000 to 75,000, with the report being two thirds of it
* the mediation | 18,000 including the mediator's half day
* the document review | 45,000 if the search terms stay as agreed
* the appeal, if there is one | 90,000, nearly all of it in the first three months
* the depositions in January | about 12,000 a day, for four days

@UDANA
? Does the {1} cover what Beta is claiming?
? Beta points to the {1}. Does that apply to us?
= It does not: {2}.
= Only in part. {^2}.
* limitation of liability in section 11 | section 11 carves out gross negligence, which is the whole of count two
* force majeure clause | a strike at one's own subcontractor is not on the list
* set-off clause | it needs a liquidated amount, and theirs is an estimate
* one-year claims period | it runs from delivery, and three of the five shipments are in time
* entire agreement clause | it shuts out the e-mails before signing, but not the ones after

@UDANA
? Did the judge rule on {1} yet?
? Any ruling on {1}?
= Yes: {2}
= It came down today. {2}
* the motion to dismiss | denied in full, with twenty-one days for Beta to answer.
* the protective order | entered as we proposed it, with one line struck.
* the request for more depositions | two more and not five.
* our motion for costs | reserved until trial, which is usual here.

@UDANA
? Can you explain in two lines what {1} means for us?
? I need to tell the board what {1} means. Two sentences would do.
= {2}
* the order on bifurcation | Liability is tried first, damages only if we win. It brings the first trial forward by about four months.
* Beta's jury demand | A jury will decide count two; the contract counts stay with the judge.
* the Daubert motion | Beta wants our expert kept out. If that worked we could still prove loss by your own records, but with less weight.
* the third-party complaint | The carrier is now in the case. It adds a payer, and about three months.
* the scheduling order | Discovery closes in spring, motions in summer, and a trial is not before the autumn.

@UDANA
? May I share {1} with our lender?
? Our lender wants to see {1}. Any objection?
= No objection to {1}, {2}.
= That is fine for {1}, {2}.
* the complaint | since it is public
* the court's decision | which is on the docket
* the budget | if they sign the confidentiality letter we used in June

@UDANA
? Our {1} is worried about being deposed. What should we tell them?
= It is likely, but no reason to worry. It is an hour of preparation with us and at most a day of questions, and that {2}.
= That it is a day of questions at most and an afternoon of preparation with us, and that {2}.
* operations manager | nothing on their own phone is asked for
* head of finance | the topics are limited to the invoices
* night-shift supervisor | they may bring their own counsel at your expense

@UDANA
? Has {1} been served?
? Can you confirm that {1} was served?
= Yes, {2}.
= It has: {2}. The affidavit is in the file.
* the subpoena on the port authority | on {ago 1}, on their general counsel's office
* the amended complaint | by e-mail and on the docket, {ago 2}
* the notice of deposition | on {ago 3}, for the second week of next month
* our demand for the carrier's logs | on {ago 2}, with twenty days to respond

@UDANA
? Are there other cases against Beta that we should know of?
= Two, both settled. The complaint in the second is worth reading: same carrier, same excuse. It is in the folder.

@UDANA
? What happens if {1}?
= {2}
* Beta does not produce the e-mails in time | We write once, confer once, and move to compel in the week after. The judge is quick with those.
* a witness of ours is ill on the day | It is moved by agreement; Beta has asked for the same courtesy twice.
* the mediator's proposal gets out | It is inadmissible, and the mediation agreement lets us have costs for the breach.
* we find more documents after the production | A supplemental production with a short cover letter. Late is forgivable, silent is not.
* the carrier goes bankrupt | The claim against it is stayed, the one against Beta goes on.
* Beta changes counsel again | Nothing moves: the court said at the last conference that no date would.

@UDANA
? Did Beta {1}?
= {2}
* respond to our document requests | Partly, {ago 1}: 400 pages, mostly invoices. The e-mails are missing and we have written.
* pay the costs of the first motion | Yes, by wire, {ago 2}; it is on your account.
* name an expert | Yes: a food engineer from Ohio whom we have met in an earlier case. His reports are thorough and he does badly in the box.
* agree to the new hearing date | They did, with a request for two more pages of brief, which costs us nothing.
* answer the settlement letter | Not yet. Their time ran out on {ago 1}, and silence was to be expected.

@UDANA
? We are hiring someone who used to work for Beta. Is that a problem for the case?
= Not by itself. No documents of Beta's may come along, which the offer letter should say, and they stay out of this case.

@UDANA
? The other side copied me on an e-mail to you. Do I answer?
= No. It was a slip, or meant to look like one. I have asked them to leave you out, as the rules require.

@UDANA
? Could you give the new CFO a short briefing on the case?
= Gladly, it is done: forty minutes by phone, and the two-page summary went with it. He asked good questions about the reserve.
`;
