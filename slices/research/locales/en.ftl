# Social research: questions referred, case studies
research-nav = Social research
research-title = Social research
research-views = Lists of social research
research-view-mine = My studies
research-view-questions = Questions waiting
research-view-assign = Requests waiting for a researcher
research-view-studies = Studies under way
research-view-all = All studies
research-none-mine = No study is with you now
research-none-mine-text = A study appears here when the research officer gives it to you.
research-none-questions = No question is waiting
research-none-questions-text = What relations officers find unclear and refer arrives here.
research-none-assign = No request is waiting for a researcher
research-none-assign-text = Requests whose documents are matched and whose service asks for a study arrive here.
research-none-studies = No study is under way
research-none-studies-text = Studies that were given out and are not yet before the committee appear here.
research-none-all = No studies yet
research-none-all-text = Every study that was begun is kept here, finished or not.
research-person = Beneficiary
research-file = File number
research-request = Request
research-service = Service
research-researcher = Social researcher
research-asked-by = Relations officer
research-asked-at = Referred on
research-verified-at = Matched on
research-assigned-at = Given on
research-act = Action
research-nothing-yet = Nothing of this request was referred to social research.

# Questions
research-ask = Refer to the research officer
research-ask-what = What is unclear?
research-question = Question referred
research-question-hint = The matter as it is, with what is needed to understand it. The research officer and this request's staff read it.
research-ask-button = Refer the question
research-asked = The question went to social research; the answer will show on this page.
research-answer = Answer of social research
research-answer-hint = It goes to the relations officer and through him to the applicant: please write it for both.
research-answer-button = Answer the question
research-answered = The answer is recorded, and telling the applicant is now among the officer's tasks.
research-answered-already = This question has been answered.

# Giving out a study
research-start = Begin social research
research-start-button = Name a researcher
research-started = The request is with the researcher now.
research-who = Researcher and kind of study
research-researcher-hint = Those who may write studies in this request's branch. Nobody studies his own household.
research-kind = Kind of study
research-kind-hint = A desk study goes by the documents, a field study visits the household, a follow-up looks again after help was given.
research-nobody = No researcher in this branch
research-nobody-text = Nobody in the request's branch may write studies. The administrator can add it on the employees' page.
research-assign = Give the study to another researcher
research-assign-button = Move the study
research-assigned = The study was moved. What was signed before needs the new researcher's signature.

# The study
research-study = Case study
research-study-round = { $n ->
    [one] First case study
    [two] Second case study
   *[other] Case study { $n }
}
research-study-edit = Write the case study
research-write = Write the study
research-study-saved = The study is saved.
research-study-signed = The study is signed; the request can go before the committee.
research-signed-at = Signed on
research-void = This study's signature no longer holds
research-void-text = The study or the request's data changed after it was signed. It does not go before the committee until the researcher signs again.
research-will-void = This study is signed. Any change voids the signature, and it will have to be signed again.
research-talk-first = Talk with the family first, then write. This page has no timer; it can be saved unfinished and continued later.
research-how = Visit and who was there
research-visit = Day of the visit or interview
research-visit-hint = For example ⁦8 / 6 / 1448⁩ Hijri.
research-visit-place = Place
research-visit-place-hint = The family's home, the association's office, or elsewhere.
research-present = Who was present
research-present-hint = By name and relation to the family.
research-findings = What was seen and heard
research-findings-label = Description
research-findings-hint = What was seen and heard, without judging persons. The committee reads it, and the applicant may read it.
research-means = Means as found
research-means-closed = Income and debts show to those who may read them.
research-members = Members of the household
research-income = Income a month, all together
research-income-hint = From every source; zero where there is none.
research-rent = Rent a year
research-debts = Debts, all together
research-needs = Needs
research-needs-label = What the family needs
research-needs-hint = The most pressing first.
research-evaluation = Evaluation
research-evaluation-label = The researcher's evaluation
research-class = Income class
research-class-hint = As the researcher sees it by the income found.
research-recommendation = Recommendation
research-recommendation-label = What the researcher recommends
research-amount = Amount recommended
research-amount-hint = In all, even where it is paid by months.
research-recommended = Help other than money, or the body to refer to
research-recommended-hint = For example: a fridge and a washing machine, or the body's name.
research-reasons = Reasons for the recommendation
research-reasons-hint = For the committee to read and build on.
research-not-written = Not written yet.
research-not-written-text = What was seen and heard, the needs, the evaluation and the recommendation appear here once written.
research-others = Other studies of this request
research-save = Save the study
research-save-sign = Save, then sign
research-report = Case study report
research-digest = Fingerprint of what was signed:
research-paper-unsigned = A draft the researcher has not signed.
research-sign = Sign the study
research-sign-text = I declare that what this study says is what I found and heard, and that the recommendation is my professional view. The signature holds for the study's text and for the request's data as submitted, and falls when either changes.
research-password = Password
research-password-hint = Typing it again stands for a signature by hand.
research-sign-button = Sign the study

choice-study-kind-desk = Desk
choice-study-kind-field = Field
choice-study-kind-follow-up = Follow-up
choice-study-recommendation-accept = Accept the request
choice-study-recommendation-accept-part = Accept in part
choice-study-recommendation-refuse = Do not accept
choice-study-recommendation-refer = Refer to another body
choice-study-standing-draft = Draft
choice-study-standing-signed = Signed
choice-study-standing-changed = Changed after signing
choice-study-standing-outdated = Request changed after signing

permission-research-list = See the lists of social research
permission-clarification-ask = Refer unclear matters to social research
permission-clarification-answer = Answer questions referred
permission-study-write = Write and sign case studies
permission-study-read = Read case studies

event-clarification-ask = A question was referred to social research
event-clarification-answer = A referred question was answered
event-study-assign = A case study was given to another researcher
event-study-write = A case study was written in
event-study-sign = A case study was signed
event-study-opened = A case study was opened

error-visit_future = The day of the visit cannot be after today.
error-visit_year_only = Please write the whole date of the visit.
refusal-clarification_closed = This request is closed, so no question is referred from it.
refusal-study_not_open = This study cannot be written in now: the request is not in research by it.
refusal-study_signed = This study is signed and has not changed since.
refusal-study_no_submission = The request has no submission in force to sign for.
conflict-question_answered = A colleague answered this question a moment ago; the second answer was not saved.
