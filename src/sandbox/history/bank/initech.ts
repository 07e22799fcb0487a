/** What colleagues pass on from Initech about its share plan, in a channel of the firm's own, and what is answered there. */
export const initech = `
@UBEN,UPAT
? Initech asks whether {1}.
? Their finance director called and asks if {1}.
? The client wants to know whether {1}.
= Answered: {2}.
= Replied: {2}.
* options can be granted to contractors | yes, as non-qualified options, and the plan's definition of service provider covers them
* vesting stops during parental leave | it does not: the plan counts approved leave up to six months
* a leaver may keep vested shares | vested shares stay, and the company's repurchase right ends with the IPO
* the plan can be used for people in Canada | only with the country annex, which is drafted but not adopted
* an advisor can get restricted stock at par | not at par any more, since the last valuation is far above it
* the pool has to be topped up before the next round | at 1.8 percent left it should be, by board and then stockholder consent
* a part-timer gets the same schedule | same schedule, fewer shares
* the exercise window could be longer than ninety days | it could, but the options then stop being ISOs after three months

@UBEN
? Question from the client: {1}?
? Got a question from Initech's counsel: {1}?
= Replied: {2}
= {2} Sent to them in writing.
* who signs the grant letters | The CEO, by the delegation of last spring, and no longer two directors.
* which valuation applies to the grants of this month | The one of September. It is good for a year unless something material happens, and nothing has.
* what happens to options on a sale of the company | Assumed or cashed out at the board's choice; single-trigger acceleration is for two people only.
* how do they show the new grants in the cap table | As granted on the date of board approval and not of the letter.
* when does the ninety-day period for the leaver end | On {in 30}, counted from the last day of service and not of pay.

@UPAT,UBEN
? Initech wants us to review {1} before {2}.
? They asked for our comments on {1} before {2}.
= Done: {3}
= Comments are out. {3}
* the employee FAQ | it goes on their intranet | two answers on tax were too sure of themselves and now say who to ask.
* the form of grant letter | the next board meeting | the vesting table and the text disagreed on the cliff, which is twelve months.
* the board minutes of the last grants | they are signed | the fair market value was missing and is in now.
* their summary for new hires | Monday | correct, if one sentence on early exercise goes.
* the Canadian annex | it is translated | definitions aligned with the plan, otherwise no change.
* the leaver's settlement | she signs | release and repurchase are in one paper now, with seven days to think.

@UPAT,UBEN
? The client needs {1} from us.
? Initech asked us for {1}.
= Sent. {2}
= They have it. {2}
* a list of everyone with more than one percent | Six names; the two funds are counted as one holder.
* an opinion on the last issue of shares | Short form, on due authorization only.
* a template for early exercise | With the 83(b) election as an annex, and the thirty days in bold on page one.
* the consent for topping up the pool | Unanimous written consent, four signatures.
* a short note on what changes with the new valuation | One page: strike price, taxes for ISOs, and timing.
* a calendar of the plan's dates | Twelve entries up to the end of next year.

@UBEN
? Initech's HR asks for advice: {1}.
? They would like advice, HR this time: {1}.
= Advised: {2}
= {2} HR has it by e-mail.
* a new hire was promised a number of options in the offer letter, and the board granted fewer | the letter said subject to board approval, so the grant stands; a second grant is the kind way out.
* someone exercised and the cheque bounced | no payment, no shares: unwind it and start the ninety days from the notice.
* an employee died and the widow called | the plan gives the estate twelve months, and the forms are attached for the call.
* an employee moved to another state in the middle of vesting | income is split by days worked in each, and payroll has to know it before the exercise.
* two people want to swap their schedules | not possible without cancelling and granting anew, at today's price.

@UPAT
? Their CFO is asking what {1} would cost.
? The CFO wants to know what {1} would cost them.
= Told her {2}.
* a tender offer for old shares | about 40,000 with filings, and six weeks
* moving the plan to a software provider | nothing on our side but half a day to check the data
* an annex for the United Kingdom | 12,000 with local counsel
* buying back the first employee's shares | fair value plus a day of our time, since the paper exists

@UBEN,UPAT
? The client is asking for a call about {1}. Who can take it?
= Took it. {2}
= Called them back. {2}
* early exercise | They will offer it to the first fifteen people only, and we draft the resolution.
* the audit of the cap table | Three old grants lack board approval; a ratification takes care of them.
* the secondary sale two employees plan | Right of first refusal applies, thirty days, and the company will probably not use it.
* the tax letter from the state | It is a routine questionnaire; their accountant answers and we read it.
* what to tell the team after the valuation | Numbers no, method yes, and the same words for everyone.

@UBEN
? They are asking for the {1} again, I can't find it in the file.
? The client asks for the {1}, which I don't see in the file.
= It turned up: {2}. The client has it.
* signed plan document | it was filed under the old company name
* minutes of the first grants | they were with the corporate book
* last 409A report | the valuation firm sent it to Pat only
* spousal consents | scanned, all but one, which came today

@UPAT
? Initech's board asks if {1}. They meet soon.
? The board wants to know if {1}, ideally before they meet.
= My note went out: {2}.
= Answered in writing: {2}.
* it may grant itself options | interested directors abstain, and the stockholders ratify
* performance vesting is an option for the new head of sales | it is, if the targets are set in advance and measured by someone else
* it can reprice the options that are under water | with consent of each holder, and an accounting charge their auditor should see first
* a committee of two can approve grants | up to a number the board sets each year
* the plan year could follow the fiscal year | it can, from the next one on

@UBEN,UPAT
? Client query, short one: is {1}?
? Another query from Initech: is {1}?
= Yes: {2}.
* a grant to a board observer fine under the plan | observers render services, and the form says so now
* Form 3921 due for the exercise in November | due to the employee by the end of January, and payroll files it
* the notice under Rule 701 still enough | below ten million in twelve months no further disclosure is due
* the old plan closed for good | no grants under it since 2023, and what is outstanding runs on

@UPAT,UBEN
? The client is waiting for {1}, they just chased.
? Initech is expecting {1} from us and chased today.
= It went to them just now. {2}
= They have it now. {2}
* the corrected grant letters | All nine, with the right cliff.
* the redline against the old plan | Eleven pages, most of it definitions.
* the answer on accelerated vesting | In short: double trigger for everyone but the two founders.
* our fee note with the narrative | Split by grant round as they wanted it.

@UBEN
? They asked if we can {1}.
? The client asked whether we could {1}.
= Agreed and done: {2}.
* hold a session for the managers on how the plan works | it is set for {in 8}, one hour, by video
* give them a Word copy of the plan for their lawyer in Toronto | it went out with the three changes shown
* speak to the valuation firm directly | half an hour on the phone, and two assumptions are corrected
* put the consents into their signing tool | all four signers have been invited
* join their board call for ten minutes | item 6 of the agenda, with a one-page note beforehand

@UPAT
? Initech's general counsel wants to know who with us takes questions from payroll. Any volunteers?
= Answered: me, with my direct line and the shared mailbox as a fallback.
`;

/** The matter that only two know of: Initech may buy a supplier. */
export const alder = `
@UPAT
? Initech's chairman asks whether {1}.
? The chairman wants to know whether {1}.
= Answered by phone and confirmed in writing: {2}.
= Told him {2}.
* a letter of intent for Alder would bind them | only exclusivity and secrecy do, and the draft says so in its first line
* Alder's minority holder could stop the sale | he can be dragged along at the same price per share
* the deal needs a filing | it is below the threshold, so none
* the earn-out could be capped | it can, at one and a half times, and the seller's counsel expects that
* key people can be tied in before signing | by offer letters that take effect at closing
* the purchase can stay off the lender's desk until closing | it cannot: the loan agreement wants ten days' notice of any purchase above two million

@UANA
? Initech's chairman asks for {1}.
? Request from the client on Alder: {1}.
= Sent to the chairman alone. {2}
= Done. {2}
* a list of who has signed the secrecy agreement | Seven people, and the newest are the two bankers.
* a one-page summary of the due diligence so far | Two red points: the lease of the plant, and an unregistered mark.
* a timeline from letter of intent to closing | Nine weeks, with the audit as the long pole.
* the first draft of the purchase agreement | 46 pages. Price and indemnity are in brackets.
* wording for the works meeting on the day | Half a page, to be read out and not handed round.
* a comparison of asset and share deal | Shares are simpler, assets leave the old liabilities behind; three points for each.
`;
