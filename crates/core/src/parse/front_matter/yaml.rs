//! YAML becomes a [`Value`].
//!
//! Built from the events of `granit-parser`, the parser that `serde-saphyr` stands on: through serde the same front
//! matter took twice as long (21 instead of 45 MB/s), and numbers came back changed.

use super::value::Value;
use granit_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::{HashMap, HashSet};

/// The parser itself nests no deeper; aliases are held to the same, so that walking a value may recurse.
const MAX_DEPTH: usize = 255;

/// What aliases may unfold to, in bytes of text and 16 a value. A "billion laughs" reaches it in milliseconds.
const MAX_UNFOLDED: usize = 1 << 22;

/// Mappings of more keys look for a repeated one in a set.
const FEW_KEYS: usize = 16;

/// Where reading stopped: the line, counted from 1 within the text, and what was found there.
pub(super) type Trouble = (usize, String);

/// The one value of a text. Text of nothing but comments is [`Value::Null`].
pub(super) fn parse(text: &str) -> Result<Value, Trouble> {
    let mut tree = Tree::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let info = error.info();
            (error.marker().line().max(1), info.lines().next().unwrap_or("it is not YAML").to_owned())
        })?;
        tree.take(event, &span).map_err(|reason| (span.start.line().max(1), reason))?;
    }
    Ok(tree.root)
}

#[derive(Default)]
struct Tree {
    root: Value,
    documents: usize,
    /// The lists and mappings that are open.
    open: Vec<Open>,
    anchors: HashMap<usize, Anchor>,
    unfolded: usize,
}

struct Anchor {
    value: Value,
    /// How many values deep it is.
    depth: usize,
    size: usize,
}

struct Open {
    anchor: usize,
    node: Node,
}

enum Node {
    List(Vec<Value>),
    Map(Mapping),
}

#[derive(Default)]
struct Mapping {
    pairs: Vec<(String, Value)>,
    /// The keys of `pairs`, once there are many.
    keys: HashSet<String>,
    key: Key,
    /// What stands under `<<`: mappings whose keys count where the mapping itself has none of that name.
    merged: Vec<Value>,
}

#[derive(Default)]
enum Key {
    #[default]
    Expected,
    Merge,
    Name(String),
}

impl Tree {
    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), String> {
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                if let Some(Open { node: Node::Map(mapping), .. }) = self.open.last_mut()
                    && matches!(mapping.key, Key::Expected)
                {
                    return mapping.begin(text.into_owned(), plain);
                }
                let null = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                (if null { Value::Null } else { Value::Text(text.into_owned()) }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => return self.open(anchor, Node::List(Vec::new())),
            Event::MappingStart(_, anchor, _) => return self.open(anchor, Node::Map(Mapping::default())),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open { node: Node::List(items), anchor }) => (Value::List(items), anchor),
                Some(Open { node: Node::Map(mapping), anchor }) => (Value::Map(mapping.end()?), anchor),
                None => return Ok(()),
            },
            Event::Alias(anchor) => (self.unfold(anchor)?, 0),
            Event::DocumentStart(..) => {
                self.documents += 1;
                let one = self.documents == 1;
                return if one { Ok(()) } else { Err("it holds more than one YAML document".to_owned()) };
            }
            _ => return Ok(()),
        };
        if anchor != 0 {
            let (size, depth) = measure(&value);
            self.spend(size)?;
            self.anchors.insert(anchor, Anchor { value: value.clone(), depth, size });
        }
        match self.open.last_mut().map(|open| &mut open.node) {
            None => self.root = value,
            Some(Node::List(items)) => items.push(value),
            Some(Node::Map(mapping)) => mapping.add(value, span)?,
        }
        Ok(())
    }

    fn open(&mut self, anchor: usize, node: Node) -> Result<(), String> {
        if let Some(Open { node: Node::Map(Mapping { key: Key::Expected, .. }), .. }) = self.open.last() {
            return Err("a key is text, not a list or a mapping; put quotes around braces that are text".to_owned());
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(format!("it nests more than {MAX_DEPTH} levels deep"));
        }
        self.open.push(Open { anchor, node });
        Ok(())
    }

    fn unfold(&mut self, anchor: usize) -> Result<Value, String> {
        // The parser knows the anchors of its aliases; one that is still open stands within itself.
        let (size, depth) = match self.anchors.get(&anchor) {
            Some(anchor) => (anchor.size, anchor.depth),
            None => return Err("an alias stands inside the value that it names".to_owned()),
        };
        if self.open.len() + depth > MAX_DEPTH {
            return Err(format!("its aliases nest more than {MAX_DEPTH} levels deep"));
        }
        self.spend(size)?;
        Ok(self.anchors.get(&anchor).map(|anchor| anchor.value.clone()).unwrap_or_default())
    }

    fn spend(&mut self, size: usize) -> Result<(), String> {
        self.unfolded = self.unfolded.saturating_add(size);
        let fits = self.unfolded <= MAX_UNFOLDED;
        if fits {
            Ok(())
        } else {
            Err("its anchors and aliases unfold to more than 4 MB; write fewer of them".to_owned())
        }
    }
}

impl Mapping {
    fn begin(&mut self, name: String, plain: bool) -> Result<(), String> {
        if plain && name == "<<" {
            self.key = Key::Merge;
            return Ok(());
        }
        if self.pairs.len() == FEW_KEYS {
            self.keys = self.pairs.iter().map(|(key, _)| key.clone()).collect();
        }
        let repeated = if self.pairs.len() < FEW_KEYS {
            self.pairs.iter().any(|(key, _)| *key == name)
        } else {
            !self.keys.insert(name.clone())
        };
        if repeated {
            return Err(format!("the key {name:?} stands here a second time"));
        }
        self.key = Key::Name(name);
        Ok(())
    }

    fn add(&mut self, value: Value, span: &Span) -> Result<(), String> {
        match (std::mem::take(&mut self.key), value) {
            (Key::Name(name), value) => self.pairs.push((name, value)),
            (Key::Merge, value @ Value::Map(_)) => self.merged.push(value),
            (Key::Merge, Value::List(values)) if values.iter().all(|value| matches!(value, Value::Map(_))) => {
                self.merged.extend(values);
            }
            (Key::Merge, _) => return Err("<< takes a mapping or a list of mappings".to_owned()),
            // An alias as a key: the parser lets it through, and no documentation uses one.
            (Key::Expected, Value::Text(name)) => return self.begin(name, false),
            (Key::Expected, _) => return Err(format!("the key in column {} is not text", span.start.col() + 1)),
        }
        Ok(())
    }

    fn end(self) -> Result<Vec<(String, Value)>, String> {
        let mut pairs = self.pairs;
        if !self.merged.is_empty() {
            let mut known: HashSet<String> = pairs.iter().map(|(key, _)| key.clone()).collect();
            for value in self.merged {
                if let Value::Map(merged) = value {
                    pairs.extend(merged.into_iter().filter(|(key, _)| known.insert(key.clone())));
                }
            }
        }
        Ok(pairs)
    }
}

/// What a value costs, and how many values deep it is.
fn measure(value: &Value) -> (usize, usize) {
    let below = |values: &mut dyn Iterator<Item = &Value>| {
        values.map(measure).fold((16, 0), |sum, (size, depth)| (sum.0 + size, sum.1.max(depth)))
    };
    let (size, depth) = match value {
        Value::Null => (16, 0),
        Value::Text(text) => (16 + text.len(), 0),
        Value::List(items) => below(&mut items.iter()),
        Value::Map(pairs) => {
            let (size, depth) = below(&mut pairs.iter().map(|(_, value)| value));
            (size + pairs.iter().map(|(key, _)| key.len()).sum::<usize>(), depth)
        }
    };
    (size, depth + 1)
}
