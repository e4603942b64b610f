//! What is read as which block and inline, and that no text is lost, slow or a panic.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Block, Inline, markdown, marked_markdown};

/// The tree on one line: `p` paragraph, `h` heading, `pre` code, `q` quotation, `ul` and `ol3` lists, `hr` rule; `em`, `b`,
/// `code`, `br`, and a link as `label→address`.
fn outline(text: &str) -> String {
    blocks(&markdown(text))
}

fn blocks(all: &[Block]) -> String {
    let block = |block: &Block| match block {
        Block::Paragraph(line) => format!("p({})", inlines(line)),
        Block::Heading(line) => format!("h({})", inlines(line)),
        Block::Code(code) => format!("pre({})", code.replace('\n', "⏎")),
        Block::Quote(inner) => format!("q({})", blocks(inner)),
        Block::Rule => String::from("hr"),
        Block::List { first, items } => {
            let items: Vec<_> = items.iter().map(|item| format!("[{}]", blocks(item))).collect();
            first.map_or(String::from("ul"), |first| format!("ol{first}")) + &items.concat()
        }
    };
    all.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn inlines(line: &[Inline]) -> String {
    let inline = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Code(code) => format!("code({code})"),
        Inline::Marked(at, text) => format!("mark{at}({text})"),
        Inline::Emphasis(inner) => format!("em({})", inlines(inner)),
        Inline::Strong(inner) => format!("b({})", inlines(inner)),
        Inline::Link { label, address } => format!("{{{}→{address}}}", inlines(label)),
        Inline::Break => String::from("br"),
    };
    line.iter().map(inline).collect()
}

/// Everything that is shown, marks left out.
fn words(all: &[Block], into: &mut String) {
    for block in all {
        match block {
            Block::Paragraph(line) | Block::Heading(line) => line_words(line, into),
            Block::Code(code) => into.push_str(code),
            Block::Quote(inner) => words(inner, into),
            Block::List { items, .. } => items.iter().for_each(|item| words(item, into)),
            Block::Rule => {}
        }
        into.push(' ');
    }
}

fn line_words(line: &[Inline], into: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Marked(_, text) => into.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { label: inner, .. } => {
                line_words(inner, into);
            }
            Inline::Break => into.push(' '),
        }
    }
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(outline(text), *expected, "of {text:?}");
    }
}

#[test]
fn blocks_are_told_apart() {
    check(&[
        ("", ""),
        ("one\ntwo\n\nthree", "p(one two) p(three)"),
        ("one\r\ntwo", "p(one two)"),
        ("# One #\n###### Six\n####### seven\n#eight", "h(One) h(Six) p(####### seven #eight)"),
        ("Title\n===\ntext\n\nOther\n---", "h(Title) p(text) h(Other)"),
        ("a\n\n---\n* * *\n___\n--", "p(a) hr hr hr p(--)"),
        ("```sh\nls *\n\n  -l\n```\nafter", "pre(ls *⏎⏎  -l) p(after)"),
        ("~~~\n```\n~~~~", "pre(```)"),
        ("```\nnever closed", "pre(never closed)"),
        ("```not``` a fence", "p(code(not) a fence)"),
        ("text\n```\ncode\n```", "p(text) pre(code)"),
        ("    one\n\n      two\n\nthree", "pre(one⏎⏎  two) p(three)"),
        ("text\n    goes on", "p(text goes on)"),
        ("> one\ntwo\n>\n> > three\n\nfour", "q(p(one two) q(p(three))) p(four)"),
        ("> ```\n> code\n> ```\nafter", "q(pre(code)) p(after)"),
    ]);
}

#[test]
fn lists_nest_by_indentation() {
    check(&[
        ("- a\n- b\n\nc", "ul[p(a)][p(b)] p(c)"),
        ("* a\n  * b\n    + c\n* d", "ul[p(a) ul[p(b) ul[p(c)]]][p(d)]"),
        ("3. a\n4. b\n   - c\n5) d", "ol3[p(a)][p(b) ul[p(c)]] ol5[p(d)]"),
        ("- a\n\n  b\n\n- c", "ul[p(a) p(b)][p(c)]"),
        ("- a\ngoes on\n- b", "ul[p(a goes on)][p(b)]"),
        ("-\ta\n\t- b", "ul[p(a) ul[p(b)]]"),
        ("- ```\n  x\n\n  y\n  ```\n- > q", "ul[pre(x⏎⏎y)][q(p(q))]"),
        ("-     code", "ul[pre(code)]"),
        ("-\n- a", "ul[][p(a)]"),
        ("Steps:\n- a\n1. b", "p(Steps:) ul[p(a)] ol1[p(b)]"),
        ("It failed in\n2019. Again.", "p(It failed in 2019. Again.)"),
        ("-a\n1.b\n1234567890. c", "p(-a 1.b 1234567890. c)"),
    ]);
}

#[test]
fn inlines_are_told_apart() {
    check(&[
        ("*a* _b_ **c** __d__ ***e***", "p(em(a) em(b) b(c) b(d) em(b(e)))"),
        ("**a *b* c**, *a **b** c*", "p(b(a em(b) c), em(a b(b) c))"),
        ("*a **b***", "p(em(a b(b)))"),
        ("snake_case_name and __init__x and 2 * 3 * 4", "p(snake_case_name and __init__x and 2 * 3 * 4)"),
        ("*a **b*", "p(*a *em(b))"),
        ("**a* and ****b****", "p(*em(a) and b(b(b)))"),
        ("*foo**bar**baz*", "p(em(foob(bar)baz))"),
        ("(*a*), “*b*”", "p((em(a)), “em(b)”)"),
        ("`a *b*` ``c ` d`` ` `` `", "p(code(a *b*) code(c ` d) code(``))"),
        ("` never closed *a*", "p(` never closed em(a))"),
        (r"\*a\* \\ \a 1\. \[x](y)", r"p(*a* \ \a 1. [x](y))"),
        ("a  \nb\\\nc<br>d<br />e", "p(abrbbrcbrdbre)"),
        ("<b>&lt;&amp;&quot;&#39;&nbsp;&copy;</b>", "p(<b><&\"'\u{a0}©</b>)"),
    ]);
}

#[test]
fn links_keep_their_address_and_images_only_their_description() {
    check(&[
        ("[a *b*](https://x.y/z \"T\")", "p({a em(b)→https://x.y/z})"),
        ("[a](<https://b>) [d]( https://e 'f' ) [g](HTTP://g)", "p({a→https://b} {d→https://e} {g→HTTP://g})"),
        ("[a](https://b(c)d) [e](https://f\\)g&amp;h)", "p({a→https://b(c)d} {e→https://f)g&h})"),
        ("[P1] *a* [x] (y) [a](b c)", "p([P1] em(a) [x] (y) [a](b c))"),
        ("**[P1] a** *b [c* d](https://e)", "p(b([P1] a) *b {c* d→https://e})"),
        ("![alt *a*](https://x/p.png)", "p(alt em(a))"),
        ("[![alt](p.png)](https://x)", "p({alt→https://x})"),
        ("[a [b](https://c) *[d](https://e)*](/f)", "p([a {b→https://c} em({d→https://e})](/f))"),
        ("[a <https://b> https://c](https://d)", "p({a https://b https://c→https://d})"),
        ("[a][1] [b]\n\n[1]: https://c\n[b]: https://d 'e'", "p({a→https://c} {b→https://d})"),
        (
            "<https://a.b/c_d_e> <mailto:a@b> <a@b> <a b:c>",
            "p({https://a.b/c_d_e→https://a.b/c_d_e} {mailto:a@b→mailto:a@b} {a@b→mailto:a@b} <a b:c>)",
        ),
        ("see https://a.b/c_d_e?f=1&g. So", "p(see {https://a.b/c_d_e?f=1&g→https://a.b/c_d_e?f=1&g}. So)"),
        ("(http://a.b/(c)) **https://d**", "p(({http://a.b/(c)→http://a.b/(c)}) b({https://d→https://d}))"),
        ("[https://a](https://b) xhttps://c https://", "p({https://a→https://b} xhttps://c https://)"),
        ("[a *b*](javascript:alert(1)) [c](d e) [f](g) [h]()", "p(a em(b) [c](d e) f h)"),
    ]);
}

#[test]
fn html_is_text() {
    check(&[
        ("a <i class='b'>c</i><!-- d -->", "p(a <i class='b'>c</i><!-- d -->)"),
        ("<script>\nalert(1)\n</script>", "p(<script> alert(1) </script>)"),
        ("<details>\n\n*a*\n\n</details>\n\n<br>", "p(<details>) p(em(a)) p(</details>) p(br)"),
    ]);
}

#[test]
fn nothing_is_slow_or_too_deep() {
    let pieces = [
        "*",
        "* ",
        "*a ",
        "*a* ",
        "a**b",
        "_a ",
        "***a b",
        "[",
        "]",
        "[]",
        "[](",
        "[a](b",
        "[a](<b",
        "[a](b \"",
        "![[",
        "](a)",
        "[a](b)",
        ">",
        "> ",
        ">\n",
        "> > a\n",
        "- ",
        "- a\n",
        "-\n",
        "1. ",
        "+ - ",
        "`",
        "`a``b```c````d",
        "<",
        "<a",
        "<a:",
        "&",
        "&amp",
        "\\",
        "\n",
        " ",
        " \n",
        "\t",
        "  - a\n",
        "#",
        "# ",
        "~~~\n",
        "a\n",
        "https://",
        "ahttps://",
        "http://a(",
        "https://a)",
        ":",
        "a_",
        "(",
        "é*",
    ];
    for piece in pieces {
        for tail in ["", "a](x)*"] {
            let took = |size: usize| {
                let text = piece.repeat(size / piece.len()) + tail;
                let begin = Instant::now();
                drop(markdown(&text));
                begin.elapsed()
            };
            // A busy machine is slow at any size; what is wrong takes sixteen times as long for four times the text.
            let least = |size: usize| (0..3).map(|_| took(size)).min().unwrap();
            if took(120_000) > Duration::from_secs(1) {
                let (few, many) = (least(30_000), least(120_000));
                let limit = (few * 8).max(Duration::from_secs(1));
                assert!(many < limit, "{piece:?} with {tail:?}: {few:?}, and {many:?} for four times as much");
            }
        }
    }
}

#[test]
fn nesting_beyond_the_limit_is_flat() {
    let quotes = ">".repeat(20) + "a";
    assert_eq!(outline(&quotes), format!("{}p(a){}", "q(".repeat(16), ")".repeat(16)));
    let items = "- ".repeat(20) + "a\nb\n- c";
    assert_eq!(outline(&items), format!("{}p(a b){}[p(c)]", "ul[".repeat(16), "]".repeat(16)));
    let emphasis = "*a ".repeat(20) + "b" + &"*".repeat(20);
    assert_eq!(outline(&emphasis), format!("p({}b{})", "em(a ".repeat(16) + &"a ".repeat(4), ")".repeat(16)));
}

#[test]
fn a_text_beyond_the_limits_is_code() {
    let long = "- a\n".repeat(6_000);
    assert_eq!(markdown(&long), [Block::Code(long.trim_end().to_owned())]);
    let wide = "*a* ".repeat(40_000);
    assert_eq!(markdown(&wide), [Block::Code(wide.trim_end().to_owned())]);
}

#[test]
fn marks_stand_where_the_source_has_their_words() {
    let text = "It took **about 4 hours** &amp; 15 min, `4 hours`.";
    let at = |words: &str| text.find(words).map(|start| start..start + words.len()).unwrap();
    let marked = |index, text: &str| Inline::Marked(index, text.to_owned());
    let plain = |text: &str| Inline::Text(text.to_owned());
    let marks = [at("about 4 hours"), at("15 min"), text.rfind("4 hours").map(|start| start..start + 7).unwrap()];
    assert_eq!(
        marked_markdown(text, &marks),
        [Block::Paragraph(vec![
            plain("It took "),
            Inline::Strong(vec![marked(0, "about 4 hours")]),
            plain(" & "),
            marked(1, "15 min"),
            plain(", "),
            Inline::Code("4 hours".to_owned()),
            plain("."),
        ])]
    );
}

proptest! {
    #[test]
    fn no_marks_take_text_away(text in "[-*_+`~>#<!:&;\\\\\\[\\]()\"'./ \t\n\r0-2abhé]{0,80}", cuts in prop::collection::vec(0_usize..80, 0..6)) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        let ranges = cuts.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect::<Vec<_>>();
        let (mut with, mut without) = (String::new(), String::new());
        words(&marked_markdown(&text, &ranges), &mut with);
        words(&markdown(&text), &mut without);
        prop_assert_eq!(with, without);
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        drop(markdown(&text));
    }

    #[test]
    fn no_text_of_marks_makes_it_panic(text in "[-*_+`~>#<!:&;\\\\\\[\\]()\"'./ \t\n\r0-2abhé]{0,80}") {
        drop(markdown(&text));
    }

    /// Whatever stands between them, words stay and stay in order. No backslash, no address, no fence: those take words away on
    /// purpose.
    #[test]
    fn words_survive_the_marks(parts in prop::collection::vec(("[a-z]{2,5}", "[-*_+>#!\\[\\] \n`]{0,4}"), 0..20)) {
        let text: String = parts.iter().flat_map(|(word, marks)| [word.clone(), marks.replace("```", "``")]).collect();
        let mut shown = String::new();
        words(&markdown(&text), &mut shown);
        let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).collect::<String>();
        prop_assert_eq!(letters(&shown), letters(&text), "of {:?}", text);
    }
}
