use crate::Id;
use std::collections::BTreeMap;

/// The name of one thing that may be done, after the action: `request.verify`, `file.open`.
/// Each slice declares its own constants; the part before the dot is the slice's word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Permission(pub &'static str);

/// How far a role's permission reaches, as the role page stores it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// What the employee himself owns or is assigned.
    Own,
    /// His branch.
    Branch,
    /// The whole association.
    All,
}

impl Reach {
    pub fn code(self) -> &'static str {
        match self {
            Reach::Own => "own",
            Reach::Branch => "branch",
            Reach::All => "all",
        }
    }
    pub fn parse(s: &str) -> Option<Reach> {
        Some(match s {
            "own" => Reach::Own,
            "branch" => Reach::Branch,
            "all" => Reach::All,
            _ => return None,
        })
    }
}

/// A default grant, declared beside the permission it grants; `app` gathers them when a database is new.
#[derive(Clone, Copy, Debug)]
pub struct Grant {
    pub permission: Permission,
    /// Role code and how far it reaches.
    pub roles: &'static [(&'static str, Reach)],
}

/// A [`Reach`] with the ids filled in: what a store's query is narrowed by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    Own { employee: Id },
    Branch { branch: Id },
    All,
}

impl Scope {
    /// Whether a record of `branch`, owned by (or assigned to) `owner`, is within reach.
    pub fn covers(&self, branch: Id, owner: Option<Id>) -> bool {
        match self {
            Scope::All => true,
            Scope::Branch { branch: b } => *b == branch,
            Scope::Own { employee } => owner == Some(*employee),
        }
    }
    /// The branch a query must be narrowed to, or `None` for all. `Own` gives no branch: use [`Scope::covers`].
    pub fn branch(&self) -> Option<Id> {
        match self {
            Scope::Branch { branch } => Some(*branch),
            _ => None,
        }
    }
}

/// The one role no employee has.
const OUTSIDE: &str = "beneficiary";

/// Who acts: an employee signed in, or the system itself (a command before there is anyone, a clock).
#[derive(Clone, Debug)]
pub struct Actor {
    /// The employee's id, or [`Id::NIL`] for the system.
    pub id: Id,
    pub username: String,
    pub name: String,
    pub branch: Id,
    pub roles: Vec<String>,
    /// The person this employee is in the register of parties, if he is one: nobody acts on his own file.
    pub person: Option<Id>,
    /// Permission code → reach, the widest over his roles.
    pub may: BTreeMap<String, Reach>,
}

impl Actor {
    pub fn system() -> Actor {
        Actor { id: Id::NIL, username: "system".into(), name: "system".into(), branch: Id::NIL, roles: vec![], person: None, may: BTreeMap::new() }
    }
    /// Somebody the association serves, come in by the portal. `id`: his person's, or his application's while he has no file.
    /// `person` stays empty: that field is what keeps employees from their own files, and here one's own file is the point.
    /// What he reaches beyond `may` is narrowed to his own by the portal, which judges every record before it asks for a permit.
    pub fn outside(id: Id, name: impl Into<String>, may: &[Permission]) -> Actor {
        Actor {
            id,
            username: String::new(),
            name: name.into(),
            branch: Id::NIL,
            roles: vec![OUTSIDE.into()],
            person: None,
            may: may.iter().map(|p| (p.0.to_string(), Reach::All)).collect(),
        }
    }
    /// Not an employee: the person himself, or who may act for him.
    pub fn is_outside(&self) -> bool {
        self.has_role(OUTSIDE)
    }
    pub fn is_system(&self) -> bool {
        self.id == Id::NIL
    }
    pub fn has_role(&self, code: &str) -> bool {
        self.roles.iter().any(|r| r == code)
    }
    pub fn scope(&self, p: Permission) -> Option<Scope> {
        if self.is_system() {
            return Some(Scope::All);
        }
        Some(match self.may.get(p.0)? {
            Reach::All => Scope::All,
            Reach::Branch => Scope::Branch { branch: self.branch },
            Reach::Own => Scope::Own { employee: self.id },
        })
    }
    pub fn can(&self, p: Permission) -> bool {
        self.scope(p).is_some()
    }
}

/// Proof that a permission was checked: actions ask for one. Made by the route guard and by commands
/// (through [`Permit::check`]), never by a handler's own hand.
#[derive(Clone, Debug)]
pub struct Permit {
    pub actor: Actor,
    pub permission: Permission,
    pub scope: Scope,
}

impl Permit {
    /// `None` where the actor may not.
    pub fn check(actor: &Actor, permission: Permission) -> Option<Permit> {
        Some(Permit { scope: actor.scope(permission)?, actor: actor.clone(), permission })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn scope_follows_reach() {
        let p = Permission("file.open");
        let mut a = Actor { id: Id::from_u128(7), branch: Id::from_u128(1), ..Actor::system() };
        assert!(Permit::check(&a, p).is_none());
        a.may.insert("file.open".into(), Reach::Branch);
        let permit = Permit::check(&a, p).unwrap();
        assert!(permit.scope.covers(Id::from_u128(1), None));
        assert!(!permit.scope.covers(Id::from_u128(2), None));
        a.may.insert("file.open".into(), Reach::Own);
        assert!(a.scope(p).unwrap().covers(Id::from_u128(2), Some(a.id)));
        assert!(!a.scope(p).unwrap().covers(Id::from_u128(2), None));
    }
}
