//! Numbers a sequence has given and no sealed event bears. A transaction rolled back leaves one for good; one that commits late fills it.

use kernel::At;

/// A transaction that takes numbers has long been ended by its own timeouts after this, so a number still missing was rolled back.
const LATE_MS: i64 = 15 * 60_000;

/// Numbers first missed at or after this may still come, as of a seal made at `newest`. Counted by seals, not by the clock:
/// what committed late before a stop of the program finds its seal after the start.
pub(crate) fn alive_since(newest: At) -> At {
    At(newest.0 - LATE_MS)
}

/// The missing numbers as spans, each with the instant of the seal that first passed it.
#[derive(Clone, Default, Debug, PartialEq)]
pub(crate) struct Missing {
    spans: Vec<(i64, i64, At)>,
    top: i64,
}

impl Missing {
    /// Nothing missing up to `top`.
    pub(crate) fn after(top: i64) -> Missing {
        Missing { spans: vec![], top }
    }

    /// Takes note of one more seal's spans.
    pub(crate) fn sealed(&mut self, spans: &[(i64, i64)], at: At) {
        for &(a, b) in spans {
            if a <= self.top {
                self.found(a, b.min(self.top));
            }
            if b > self.top {
                if a > self.top + 1 {
                    self.spans.push((self.top + 1, a - 1, at));
                }
                self.top = b;
            }
        }
    }

    fn found(&mut self, a: i64, b: i64) {
        let parts = self.spans.iter().flat_map(|&(x, y, at)| if y < a || b < x { [(x, y, at), (1, 0, at)] } else { [(x, a - 1, at), (b + 1, y, at)] });
        self.spans = parts.filter(|(x, y, _)| x <= y).collect();
    }

    /// Gives up on what was first missed before `since`.
    pub(crate) fn forget(&mut self, since: At) {
        self.spans.retain(|s| s.2 >= since);
    }

    pub(crate) fn spans(&self) -> &[(i64, i64, At)] {
        &self.spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn what_is_passed_is_missed_until_found_or_given_up() {
        let mut m = Missing::after(2);
        m.sealed(&[(3, 4), (8, 9)], At(10));
        assert_eq!(m.spans(), [(5, 7, At(10))]);
        m.sealed(&[(6, 6), (10, 10), (12, 12)], At(20));
        assert_eq!(m.spans(), [(5, 5, At(10)), (7, 7, At(10)), (11, 11, At(20))]);
        m.sealed(&[(11, 13)], At(30));
        assert_eq!(m.spans(), [(5, 5, At(10)), (7, 7, At(10))]);
        m.forget(At(11));
        assert!(m.spans().is_empty());
    }
}
