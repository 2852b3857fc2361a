//! What is a word: with signs, as names of languages, flags, headers, packages and paths have them; and in texts that
//! are not English words with spaces between them.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

#[path = "support/open.rs"]
mod open;

use headword::Index;
use open::open;
use proptest::prelude::*;

#[track_caller]
fn check(index: &Index, query: &str, expected: &[&str]) {
    let answer = index.search(query, 9).unwrap();
    let paths: Vec<_> = answer.hits.iter().map(|hit| &*hit.page).collect();
    assert_eq!(paths, expected, "{query}");
}

#[test]
fn names_of_languages_are_words() {
    let index = open(&[
        ("c.md", "# C\n\nWritten in C, by hand."),
        ("cpp.md", "# C++\n\nSince C++17, with libstdc++."),
        ("csharp.md", "# C#\n\nThe language of .NET."),
        ("fish.md", "# Nets\n\nA net is made of nets, and the net net of them."),
    ]);
    check(&index, "C++ ", &["cpp"]);
    check(&index, "c# ", &["csharp"]);
    check(&index, "C ", &["c"]);
    check(&index, "libstdc++", &["cpp"]);
    check(&index, "C++17", &["cpp"]);
    check(&index, ".NET ", &["csharp", "fish"]);
    let answer = index.search("since C++", 1).unwrap();
    assert!(answer.hits[0].excerpt.iter().any(|piece| piece.mark && piece.text == "C++"), "{answer:?}");
}

/// One page has the word, the other one its parts in the same text; of what begins with a sign, in its name and more often.
#[test]
fn what_was_typed_stands_before_its_parts() {
    for (word, parts) in [
        ("x-api-key", "API key x"),
        ("--dry-run", "dry run"),
        ("-f", "f"),
        (".env", "env"),
        ("@scope/package", "package scope"),
        ("/users/:id", "id users"),
        ("std::vector", "vector std"),
        ("user->name", "name user"),
    ] {
        let text = |word: &str| format!("# Words\n\nSome words about other things stand before `{word}` here.");
        let (whole, mut parts_alone) = (text(word), text(parts));
        if word.starts_with(['-', '.', '@']) {
            parts_alone = format!("# Other\n\n## {parts}\n\nOf {parts} and {parts}.");
        }
        let index = open(&[("a.md", &parts_alone), ("b.md", &whole)]);
        check(&index, word, &["b", "a"]);
    }
}

#[test]
fn a_flag_is_not_left_out() {
    let index = open(&[("a.md", "Use kubectl apply -f file."), ("b.md", "Use kubectl apply alone.")]);
    check(&index, "kubectl apply -f", &["a", "b"]);
    check(&index, "kubectl -alone", &["a"]);
}

#[test]
fn versions_and_names_of_files_are_words() {
    let index =
        open(&[("a.md", "Release v1.2.3 of node.js."), ("b.md", "Release 2.0 of node."), ("c.md", "1 2 3 v js")]);
    check(&index, "v1.2.3 ", &["a"]);
    check(&index, "2.0 ", &["b"]);
    check(&index, "node.js ", &["a", "b", "c"]);
}

/// The excerpt of the first hit, with its marks in brackets.
fn excerpt(index: &Index, query: &str) -> String {
    let answer = index.search(query, 1).unwrap();
    let pieces = answer.hits[0].excerpt.iter();
    pieces.map(|piece| if piece.mark { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
}

const JAPANESE: [(&str, &str); 3] = [
    (
        "sso.md",
        "# シングルサインオン\n\nこのページでは、本製品の認証設定を行います。\n\n## 証明書\n\n証明書を登録します。",
    ),
    ("keys.md", "# APIキー\n\nAPIキーを安全に保存してください。利用者の確認は別です。"),
    ("scim.md", "# ディレクトリ同期\n\n認可と証明は、ここでは扱いません。"),
];

#[test]
fn japanese_words_are_found_in_the_middle_of_a_text() {
    let index = open(&JAPANESE);
    check(&index, "認証", &["sso"]);
    check(&index, "サインオン", &["sso"]);
    check(&index, "安全に保存", &["keys"]);
    check(&index, "APIキー", &["keys"]);
    // A character alone is a word that may not be finished.
    check(&index, "鍵", &[]);
    check(&index, "認", &["scim", "keys", "sso"]);
    assert_eq!(excerpt(&index, "認証"), "このページでは、本製品の[認証]設定を行います。");
    assert_eq!(excerpt(&index, "同期 証明"), "認可と[証明]は、ここでは扱いません。");
}

#[test]
fn japanese_phrases_are_exact() {
    let index = open(&JAPANESE);
    check(&index, "\"認証設定\"", &["sso"]);
    let answer = index.search("\"認証を設定\"", 9).unwrap();
    assert!(answer.relaxed);
    check(&index, "証明 -登録", &["scim"]);
    check(&index, "title:同期", &["scim"]);
}

#[test]
fn names_are_found_first() {
    let text = "# 認証\n\n短い。";
    let index = open(&[("a.md", "# 他\n\n認証、認証、認証について。"), ("b.md", text)]);
    check(&index, "認証", &["b", "a"]);
}

#[test]
fn texts_of_other_scripts_without_spaces() {
    let index = open(&[
        ("th.md", "# การตั้งค่า\n\nวิธีการตั้งค่าการยืนยันตัวตนสำหรับองค์กรของคุณ"),
        ("zh.md", "# 单点登录\n\n如何为您的组织配置单点登录。"),
        ("ko.md", "# 통합 인증\n\n조직의 통합인증을 설정하는 방법입니다."),
        ("my.md", "# စာမျက်နှာ\n\nမြန်မာဘာသာစကားဖြင့် ရေးသားထားသည်။"),
        ("km.md", "# ទំព័រ\n\nការកំណត់រចនាសម្ព័ន្ធការផ្ទៀងផ្ទាត់"),
    ]);
    check(&index, "ยืนยันตัวตน", &["th"]);
    check(&index, "配置", &["zh"]);
    check(&index, "登录", &["zh"]);
    check(&index, "설정", &["ko"]);
    check(&index, "인증", &["ko"]);
    check(&index, "ဘာသာ", &["my"]);
    check(&index, "រចនា", &["km"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(99))]

    /// Any piece of a text without spaces finds it, and the text comes back as it was.
    #[test]
    fn every_piece_is_found(text in "[認証設定をカタ语ก-ฮ]{2,12}", start in any::<proptest::sample::Index>(), length in 1..6usize) {
        let index = open(&[("a.md", &text), ("b.md", "other"), ("c.md", "無 関 係")]);
        let chars: Vec<char> = text.chars().collect();
        let start = start.index(chars.len());
        let piece: String = chars[start..].iter().take(length).collect();
        let answer = index.search(&piece, 9).unwrap();
        prop_assert_eq!(&answer.hits[0].page, "a");
        let marked: usize = answer.hits[0].excerpt.iter().filter(|piece| piece.mark).map(|piece| piece.text.chars().count()).sum();
        prop_assert!(marked >= piece.chars().count(), "{:?}", answer.hits[0].excerpt);
        let read = index.read("a").unwrap();
        prop_assert_eq!(read.markdown.trim_end(), &text);
    }
}
