//! What a text may hold: words, `{{ name }}` of the kind's own list, and `{% if name %} … {% else %} … {% endif %}`. Nothing else runs, so
//! that whoever edits a text can neither reach beyond it nor keep the machine busy.

/// Longest text of one field, in characters.
pub const LONGEST: usize = 6_000;
/// How deep conditions may stand in one another.
const DEEPEST: usize = 8;
/// Steps one field may take to put together; the longest honest text takes some hundreds.
const FUEL: u64 = 20_000;

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A name that is not in this kind's list.
    Unknown(String),
    /// Something between the braces that is neither a name nor a condition.
    NotAllowed(String),
    /// A brace opened in this line and never closed.
    Unclosed(usize),
    /// `if` without `endif`, or the other way round, seen in this line.
    Unbalanced(usize),
    /// Whatever else the engine does not read, in this line.
    Broken(usize),
}

impl Fault {
    /// As a field error: `n` the line, `what` the words complained of.
    pub fn error(&self) -> kernel::FieldError {
        let e = |code| kernel::FieldError::new(code);
        match self {
            Fault::Unknown(what) => e("text_unknown").arg("what", what),
            Fault::NotAllowed(what) => e("text_not_allowed").arg("what", what),
            Fault::Unclosed(n) => e("text_unclosed").arg("n", n),
            Fault::Unbalanced(n) => e("text_unbalanced").arg("n", n),
            Fault::Broken(n) => e("text_broken").arg("n", n),
        }
    }
}

fn is_name(s: &str) -> bool {
    !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') && !s.as_bytes()[0].is_ascii_digit()
}

fn short(s: &str) -> String {
    s.chars().take(40).collect()
}

/// A name among `known`. What has the look of a single word is taken for a name, so that a misspelling is called one.
fn name(word: &str, known: &[&str]) -> Result<(), Fault> {
    if known.contains(&word) {
        return Ok(());
    }
    let wordlike = is_name(word) || word.chars().all(|c| c.is_alphanumeric() || c == '_');
    Err(if wordlike && !word.is_empty() { Fault::Unknown(short(word)) } else { Fault::NotAllowed(short(word)) })
}

/// `if a`, `if not a`, `if a and b`: names joined by words.
fn condition(rest: &str, known: &[&str]) -> Result<(), Fault> {
    let mut named = false;
    for word in rest.split_whitespace() {
        match word {
            "not" | "and" | "or" => {}
            w => {
                name(w, known)?;
                named = true;
            }
        }
    }
    if named { Ok(()) } else { Err(Fault::NotAllowed(short(&format!("if {rest}")))) }
}

/// Looks at a whole field. `known`: the names that may stand in it.
pub fn check(source: &str, known: &[&str]) -> Result<(), Fault> {
    let line_at = |at: usize| source[..at].matches('\n').count() + 1;
    let mut depth: Vec<bool> = vec![];
    let mut at = 0;
    while let Some(open) = source[at..].find('{').map(|i| at + i) {
        let close = match source.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => return Err(Fault::NotAllowed("{#".into())),
            _ => {
                at = open + 1;
                continue;
            }
        };
        let Some(end) = source[open + 2..].find(close).map(|i| open + 2 + i) else { return Err(Fault::Unclosed(line_at(open))) };
        let inner = source[open + 2..end].trim();
        if close == "}}" {
            name(inner, known)?;
        } else {
            let (word, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
            match word {
                "if" if depth.len() < DEEPEST => {
                    condition(rest, known)?;
                    depth.push(false);
                }
                "elif" | "else" => match depth.last_mut() {
                    Some(over) if !*over => {
                        if word == "elif" {
                            condition(rest, known)?;
                        } else {
                            *over = true;
                        }
                    }
                    _ => return Err(Fault::Unbalanced(line_at(open))),
                },
                "endif" if rest.is_empty() => {
                    if depth.pop().is_none() {
                        return Err(Fault::Unbalanced(line_at(open)));
                    }
                }
                _ => return Err(Fault::NotAllowed(short(inner))),
            }
        }
        at = end + 2;
    }
    if !depth.is_empty() {
        return Err(Fault::Unbalanced(source.matches('\n').count() + 1));
    }
    engine().template_from_str(source).map(|_| ()).map_err(|e| Fault::Broken(e.line().unwrap_or(1)))
}

fn engine<'s>() -> minijinja::Environment<'s> {
    // Empty: no filters, functions or tests, and nothing escaped, for a text is no HTML.
    let mut env = minijinja::Environment::empty();
    env.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(50);
    env
}

/// Names and their values, as [`fill`] takes them.
pub fn values<'v>(pairs: impl Iterator<Item = (&'v str, &'v str)>) -> minijinja::Value {
    let map: std::collections::BTreeMap<String, minijinja::Value> = pairs.map(|(k, v)| (k.to_string(), minijinja::Value::from(v))).collect();
    minijinja::Value::from(map)
}

/// Puts the values in. A name without a value is empty.
///
/// # Errors
/// The engine's own words where the text is broken or takes too long; they hold no values.
pub fn fill(source: &str, values: &minijinja::Value) -> Result<String, String> {
    engine().render_str(source, values).map_err(|e| format!("{:?}", e.kind()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[&str] = &["name", "amount", "reasons"];

    #[test]
    fn words_names_and_conditions_are_taken() {
        for good in [
            "",
            "مرحبًا",
            "إلى {{ name }}",
            "{{name}}{% if amount %} {{ amount }}{% else %}—{% endif %}",
            "{% if not amount and reasons %}x{% endif %}",
            "a { b } c",
        ] {
            assert_eq!(check(good, KNOWN), Ok(()), "{good}");
        }
    }

    #[test]
    fn everything_else_is_named_and_placed() {
        for (bad, fault) in [
            ("{{ nmae }}", Fault::Unknown("nmae".into())),
            ("{{ الاسم }}", Fault::Unknown("الاسم".into())),
            ("{{ name|upper }}", Fault::NotAllowed("name|upper".into())),
            ("{{ name * 99999 }}", Fault::NotAllowed("name * 99999".into())),
            ("{{ 'x' }}", Fault::NotAllowed("'x'".into())),
            ("{{ }}", Fault::NotAllowed("".into())),
            ("{% for i in range(99999) %}x{% endfor %}", Fault::NotAllowed("for i in range(99999)".into())),
            ("{% set x = 1 %}", Fault::NotAllowed("set x = 1".into())),
            ("{% include 'x' %}", Fault::NotAllowed("include 'x'".into())),
            ("{# note #}", Fault::NotAllowed("{#".into())),
            ("a\nb {{ name", Fault::Unclosed(2)),
            ("{% if name %}\nx", Fault::Unbalanced(2)),
            ("x\n{% endif %}", Fault::Unbalanced(2)),
            ("{% if name %}{% else %}{% else %}{% endif %}", Fault::Unbalanced(1)),
            ("{% if %}x{% endif %}", Fault::NotAllowed("if ".into())),
            ("{% if wealth %}x{% endif %}", Fault::Unknown("wealth".into())),
        ] {
            assert_eq!(check(bad, KNOWN), Err(fault), "{bad}");
        }
    }

    #[test]
    fn a_bomb_that_came_in_another_way_runs_out_of_fuel() {
        let values = values([("name", "x")].into_iter());
        let bomb = "{% for a in 'xxxxxxxxxxxxxxxxxxxx' %}".repeat(8) + "y" + &"{% endfor %}".repeat(8);
        assert!(fill(&bomb, &values).is_err());
        assert!(fill("{% for i in range(100000) %}x{% endfor %}", &values).is_err());
    }

    #[test]
    fn values_are_words_never_templates() {
        let values = values([("name", "{{ amount }} <b>&</b> {% if %}")].into_iter());
        assert_eq!(fill("إلى {{ name }}{{ amount }}", &values), Ok("إلى {{ amount }} <b>&</b> {% if %}".into()));
    }
}
