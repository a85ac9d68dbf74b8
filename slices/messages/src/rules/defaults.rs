//! The words a new house begins with. Short: an Arabic text with its link stays within two parts of an SMS.

use super::events::Kind;
use i18n::Lang;

/// The words of an event on one channel.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Text {
    /// Of a mail, and the line above a message on the portal.
    pub subject: String,
    pub body: String,
    /// WhatsApp: the approved template's name and the variables of its places in order. The body then says what the template says.
    pub template: String,
    pub params: Vec<String>,
    /// WhatsApp: the template's language there, such as `ar` or `en_US`.
    pub template_lang: String,
}

pub struct Words {
    pub subject: &'static str,
    pub body: &'static str,
}

/// What is said at this event, without address or greeting.
pub fn words(kind: &Kind, lang: Lang) -> Words {
    let ar = lang == Lang::Ar;
    let (subject_ar, body_ar, subject_en, body_en) = match kind.code {
        "request.received" => (
            "وصلنا طلبك",
            "وصلنا طلبك {number}. لا يصدر الرد قبل {date}.",
            "We have your request",
            "We have your request {number}. No reply comes before {date}.",
        ),
        "request.missing" => (
            "طلبك ينتظر ما يكمله",
            "طلبك {number} ينتظر مستندات منك قبل {date}. تجدها هنا:",
            "Your request needs something from you",
            "Your request {number} needs papers from you by {date}. All of them are listed here:",
        ),
        "request.reminder" => (
            "تذكير بما يكمل طلبك",
            "تذكير: طلبك {number} ينتظر مستندات منك حتى {date}:",
            "A reminder about your request",
            "A reminder: your request {number} still needs papers from you by {date}. We are glad to help:",
        ),
        "request.replied" => (
            "صدر الرد على طلبك",
            "صدر الرد على طلبك {number}. للاطلاع عليه:",
            "There is a reply to your request",
            "There is a reply to your request {number}. To read it:",
        ),
        "request.objected" => (
            "وصلنا اعتراضك",
            "وصلنا اعتراضك على الرد في طلبك {number}، وننظر فيه من جديد.",
            "We have your objection",
            "We have your objection on request {number} and will look at it anew.",
        ),
        "delivery.ready" => (
            "خدمتك جاهزة",
            "لطلبك {number} ما يمكنك استلامه من {date}. التفاصيل:",
            "Something is ready for you",
            "For your request {number} something is ready from {date}. Details:",
        ),
        "delivery.receipt_ask" => (
            "نطمئن: هل وصلك؟",
            "نود الاطمئنان على ما قُدّم لطلبك {number}: هل وصلك؟ أجبنا هنا:",
            "Did it reach you?",
            "We would like to know whether what was given for your request {number} reached you:",
        ),
        "clarification.answered" => {
            ("أجبنا عن استيضاحك", "أجبنا عن استيضاحك في طلبك {number}:", "Your question is answered", "Your question about request {number} is answered:")
        }
        "document.expiring" => (
            "مستند قارب الانتهاء",
            "أحد مستنداتك لدينا ينتهي في {date}. تحديثه هنا:",
            "A document is about to expire",
            "One of your documents with us expires on {date}. To renew it:",
        ),
        "file.review_due" => (
            "حان تحديث بياناتك",
            "حان تحديث بياناتك السنوي قبل {date}. دقائق قليلة تكفي:",
            "Time to update your details",
            "Your yearly update is due by {date}. It takes a few minutes:",
        ),
        "visit.tomorrow" => (
            "زيارتنا لك غدًا",
            "نزورك غدًا {date} {time} بإذن الله. للتأكيد أو التغيير:",
            "We visit you tomorrow",
            "We visit you tomorrow, {date} {time}. To confirm or change:",
        ),
        "account.code" => (
            "رمز الدخول",
            "رمز دخولك: {code}\nصالح {minutes} دقائق. لا تعطه أحدًا، ولن نسألك عنه.",
            "Your sign-in code",
            "Your sign-in code: {code}\nValid for {minutes} minutes. Give it to nobody; we never ask for it.",
        ),
        "account.sign_code" => (
            "رمز توقيع طلبك",
            "رمز توقيع طلبك: {code}\nكتابته توقيع على الإقرار. صالح {minutes} دقائق. لا تعطه أحدًا، ولن نسألك عنه.",
            "The code that signs your request",
            "The code that signs your request: {code}\nTyping it signs the declaration. Valid for {minutes} minutes. Give it to nobody; we never ask for it.",
        ),
        "account.copy_code" => (
            "رمز نسخة بياناتك",
            "رمز نسخة بياناتك: {code}\nكتابته تجمع بيانات ملفك لتنزيلها. صالح {minutes} دقائق. لا تعطه أحدًا، ولن نسألك عنه.",
            "The code for a copy of your data",
            "The code for a copy of your data: {code}\nTyping it gathers your file for download. Valid for {minutes} minutes. Give it to nobody; we never ask for it.",
        ),
        "account.email_code" => (
            "رمز تأكيد بريدك",
            "رمز تأكيد بريدك: {code}\nبكتابته تصل رسائلنا إلى هذا البريد. صالح {minutes} دقائق. لا تعطه أحدًا، ولن نسألك عنه.",
            "The code that confirms your e-mail",
            "The code that confirms your e-mail: {code}\nOnce it is typed our messages come to this address. Valid for {minutes} minutes. Give it to nobody; we never ask for it.",
        ),
        "account.reach_changed" => (
            "تغيّرت طريقة تواصلنا معك",
            "تغيّرت طريقة تواصلنا معك في {date}. إن لم يكن ذلك منك أو ممن ينوب عنك فنرجو الاتصال بنا.",
            "How we reach you has changed",
            "The way we reach you was changed on {date}. If neither you nor whoever acts for you did it, please contact us.",
        ),
        "account.number_changed" => (
            "تغيّر رقم جوالك لدينا",
            "تغيّر رقم جوالك المسجل لدينا في {date}. إن لم يكن بطلبك فتواصل معنا.",
            "Your number with us has changed",
            "Your mobile number with us was changed on {date}. If you did not ask for it, please contact us.",
        ),
        "application.joined" => (
            "انضم طلبك إلى ملفك",
            "ضممنا طلبك إلى ملفك {number} لدينا. لمتابعته:",
            "Your request is in your file",
            "We have put your request into your file {number} with us. To follow it:",
        ),
        "application.made_new" => (
            "صار لك ملف لدينا",
            "صار لك ملف لدينا، ورقمه {number}. يمكنك متابعته هنا:",
            "You have a file with us",
            "You now have a file with us, number {number}. You can follow it here:",
        ),
        "application.refused" => (
            "نظرنا في طلب تسجيلك",
            "نشكر لك تواصلك. نظرنا في طلب تسجيلك، والرد وما يمكنك فعله هنا:",
            "Your registration has been answered",
            "Thank you for coming to us. Your registration has been looked at; the answer, and what can be done next:",
        ),
        "representation.decided" => (
            "أجبنا عن طلب النيابة",
            "أجبنا عن طلبك أن تنوب عن غيرك. الجواب هنا:",
            "Acting for another: answered",
            "We have answered your request to act for another. The answer is here:",
        ),
        "correction.answered" => (
            "أجبنا عن طلب التصحيح",
            "أجبنا عن طلبك تصحيح بياناتك. الجواب هنا:",
            "Your correction is answered",
            "We have answered your request to correct your details. The answer is here:",
        ),
        "staff.target_at_risk" => (
            "طلب قارب موعده الداخلي",
            "الطلب {number} قارب موعده الداخلي {date}.",
            "A request nears its internal target",
            "Request {number} nears its internal target {date}.",
        ),
        "merged" => ("لديك جديد", "لديك {updates}. تجد التفاصيل هنا:", "There is news for you", "You have {updates}. The details are here:"),
        _ => ("", "", "", ""),
    };
    if ar { Words { subject: subject_ar, body: body_ar } } else { Words { subject: subject_en, body: body_en } }
}

/// The built-in text of an event on a channel: `sms`, `whatsapp`, `email` or `inbox`.
pub fn text(kind: &Kind, channel: &str, lang: Lang) -> Text {
    let w = words(kind, lang);
    let linked = kind.vars.contains(&"link");
    let mut t = Text { subject: w.subject.into(), ..Text::default() };
    match channel {
        "email" => {
            // A code goes to whoever holds the address, whose name nobody knows yet.
            let hello = match lang {
                _ if kind.secret => "",
                Lang::Ar => "السلام عليكم {name}\n\n",
                Lang::En => "Dear {name}\n\n",
            };
            let link = if linked { "\n\n{link}" } else { "" };
            t.body = format!("{hello}{}{link}\n\n{{org}}", w.body);
        }
        // The link stands beside it on the portal: the words that lead to it are left out.
        "inbox" => t.body = if w.body.ends_with(':') { w.body.rfind(['.', '؟']).map_or(w.body, |i| &w.body[..i]).to_string() } else { w.body.to_string() },
        other => {
            let link = if linked { "\n{link}" } else { "" };
            // An SMS names the association as its sender.
            let org = if other == "sms" { "" } else { "\n{org}" };
            t.body = format!("{}{link}{org}", w.body);
            if other == "whatsapp" {
                t.template = kind.code.replace('.', "_");
                t.params = super::texts::places(&t.body);
                t.template_lang = if lang == Lang::Ar { "ar".into() } else { "en".into() };
            }
        }
    }
    if t.body.ends_with(':') {
        t.body.pop();
    }
    t
}
