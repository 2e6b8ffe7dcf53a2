//! What the parser makes of templates, and what it refuses.

use std::fmt::Write;

use proptest::prelude::*;

use super::output::{Position, Verdict, judge, means_json};
use super::tree::{Expression, ExpressionKind, Node, NodeKind, Reference, StepKind};
use super::{Parsed, Use, parse, references};

/// The tree on one line: kinds, and the texts of names and references.
fn shape(text: &str) -> String {
    let Parsed { nodes, errors } = parse(text);
    assert_eq!(errors, [], "{text}");
    shape_of(text, &nodes)
}

fn shape_of(text: &str, nodes: &[Node]) -> String {
    let mut line = String::new();
    for node in nodes {
        if !line.is_empty() {
            line.push(' ');
        }
        let written = &text[node.span.range()];
        match &node.kind {
            NodeKind::Text => write!(line, "text({written})"),
            NodeKind::Comment => write!(line, "comment"),
            NodeKind::Unparsed(content) => write!(line, "unparsed({})", &text[content.range()]),
            NodeKind::Escape => write!(line, "escape({written})"),
            NodeKind::Placeholder => write!(line, "placeholder({written})"),
            NodeKind::Reference(_) => write!(line, "{written}"),
            NodeKind::Set { target, value } => {
                let target = target.as_ref().expect("there is a target").span;
                let value = value.as_ref().expect("there is a value").span;
                write!(line, "set({} = {})", &text[target.range()], &text[value.range()])
            }
            NodeKind::If { arms, otherwise } => {
                for arm in arms {
                    let condition = arm.condition.as_ref().expect("there is a condition").span;
                    let body = shape_of(text, &arm.body);
                    write!(line, "if({}){{{body}}}", &text[condition.range()]).expect("a string");
                }
                let body = otherwise.as_ref().map(|body| shape_of(text, body));
                write!(line, "{}", body.map_or(String::new(), |body| format!("else{{{body}}}")))
            }
            NodeKind::Foreach { item, list, body } => {
                let item = item.as_ref().expect("there is an item").span;
                let list = list.as_ref().expect("there is a list").span;
                let (item, list) = (&text[item.range()], &text[list.range()]);
                write!(line, "foreach({item} in {list}){{{}}}", shape_of(text, body))
            }
            NodeKind::Block { name, body, .. } => {
                write!(line, "{}{{{}}}", &text[name.range()], shape_of(text, body))
            }
            NodeKind::Leave => write!(line, "leave"),
            NodeKind::Insert { .. } => write!(line, "insert"),
            NodeKind::Unknown { name } => write!(line, "unknown({})", &text[name.range()]),
        }
        .expect("a string takes text");
    }
    line
}

#[test]
fn text_comments_and_escapes() {
    for (text, wanted) in [
        ("", ""),
        ("{\"a\": 1}", "text({\"a\": 1})"),
        ("a ## b\nc", "text(a ) comment text(c)"),
        ("a #* b\n *# c", "text(a ) comment text( c)"),
        ("a #* b", "text(a ) comment"),
        ("#[[ $a #if ]]#b", "unparsed( $a #if ) text(b)"),
        ("#[[ $a", "text(#[[ $a)"),
        (r"\$a \\$a \#if \x", r"escape(\$a) text( \\) $a text( ) escape(\#if) text( \x)"),
        (r"\#{end}", r"escape(\#{end})"),
        ("$ $5 $. $! #", "text($ $5 $. $! #)"),
        ("\"$.a\" $$a", "text(\"$.a\" $) $a"),
    ] {
        assert_eq!(shape(text), wanted, "{text}");
    }
}

#[test]
fn words_that_are_no_directives_are_text() {
    for (text, wanted) in [
        ("#FF00", "unknown(FF00)"),
        ("#anything(", "unknown(anything) text(()"),
        ("#endif", "unknown(endif)"),
        ("#iffy($a", "unknown(iffy) text(() $a"),
        ("#set $a = 1", "unknown(set) text( ) $a text( = 1)"),
        ("#END #Else", "unknown(END) text( ) unknown(Else)"),
        ("#{FF}", "unknown(FF)"),
        ("#1 #-", "text(#1 #-)"),
        ("#@x", "unknown(@x)"),
        ("#macro", "unknown(macro)"),
    ] {
        assert_eq!(shape(text), wanted, "{text}");
    }
}

#[test]
fn references_end_where_the_engine_ends_them() {
    for (text, wanted) in [
        ("$a.b.", "$a.b text(.)"),
        ("$a.b.c(1).d, x", "$a.b.c(1).d text(, x)"),
        ("$a-b", "$a-b"),
        ("$a (b)", "$a text( (b))"),
        ("$a(b)", "$a text((b))"),
        ("$!a $!{a.b}c ${a}b", "$!a text( ) $!{a.b} text(c ) ${a} text(b)"),
        ("$a['x'][0].b", "$a['x'][0].b"),
        ("$a[x]", "$a text([x])"),
        ("$a[$b[$c[", "$a text([) $b text([) $c text([)"),
        ("$input.path('$.a[0]').b", "$input.path('$.a[0]').b"),
        (
            "$a.b( 'x' , \"y\" , $c.d() , [1, 2], {'k': 1} )",
            "$a.b( 'x' , \"y\" , $c.d() , [1, 2], {'k': 1} )",
        ),
        ("${AWS::Region} ${a b}", "placeholder(${AWS::Region}) text( ) placeholder(${a b})"),
        ("$a.b('it''s')", "$a.b('it''s')"),
        (r#"$a.b("\"")c"d"#, r#"$a.b("\"") text(c"d)"#),
        (r#"$a.b("\\'","'")"#, r#"$a.b("\\'","'")"#),
        ("$a.b('\n')", "$a.b('\n')"),
        ("$a.b(\"{ \"\"c\"\": $d }\", '')", "$a.b(\"{ \"\"c\"\": $d }\", '')"),
        ("$a.b(\"\", '', \"\")", "$a.b(\"\", '', \"\")"),
    ] {
        assert_eq!(shape(text), wanted, "{text}");
    }
}

#[test]
fn directives_and_blocks() {
    for (text, wanted) in [
        ("#set($a = $b.c + 1)x", "set($a = $b.c + 1) text(x)"),
        ("#set ( $a.b=[1..5] )", "set($a.b = [1..5])"),
        (
            "#set($a = {})#set($a = {\"a\" : $b, 'c': [1, -2.5e3]})",
            "set($a = {}) set($a = {\"a\" : $b, 'c': [1, -2.5e3]})",
        ),
        ("#set($a = \"x $b.c('d') #if($e)y#end\")", "set($a = \"x $b.c('d') #if($e)y#end\")"),
        ("#if($a)b#end", "if($a){text(b)}"),
        (
            "#if ( !$a && ($b == 'x' || not $c) )b#{else}c#{end}d",
            "if(!$a && ($b == 'x' || not $c)){text(b)}else{text(c)} text(d)",
        ),
        (
            "#if($a.b() > 1 and $c le 2)b#elseif($d)c#elseif(true)#else#end",
            "if($a.b() > 1 and $c le 2){text(b)}if($d){text(c)}if(true){}else{}",
        ),
        (
            "#foreach($i in $a.b)$i#if($foreach.hasNext),#end#end",
            "foreach($i in $a.b){$i if($foreach.hasNext){text(,)}}",
        ),
        ("#foreach ($i in [1..$n])$i #break#end", "foreach($i in [1..$n]){$i text( ) leave}"),
        ("#macro(m $a $b)$a#end#m(1 2)", "macro{$a} unknown(m) text((1 2))"),
        ("#define($a)x#end#evaluate($a)#@m($b)c#end", "define{text(x)} insert @m{text(c)}"),
        ("#if($a - 1 == -$b)#stop#end", "if($a - 1 == -$b){leave}"),
        ("#if($a)#if($b)#foreach($c in $d)$c#end#end#end", "if($a){if($b){foreach($c in $d){$c}}}"),
    ] {
        assert_eq!(shape(text), wanted, "{text}");
    }
}

/// The first error: what it points at, and what it says.
fn first_error(text: &str) -> (String, String) {
    let errors = parse(text).errors;
    assert!(!errors.is_empty(), "nothing wrong with {text}");
    (text[errors[0].span.range()].to_owned(), errors[0].message.clone())
}

#[test]
fn what_the_engine_refuses() {
    for (text, place, message) in [
        ("#if($a) b", "#if($a)", "`#if` without `#end`"),
        ("#if($a)#foreach($b in $c)#end", "#if($a)", "`#if` without `#end`"),
        ("a #end", "#end", "`#end` closes nothing"),
        ("#else", "#else", "`#else` without `#if`"),
        ("#foreach($a in $b)#else#end", "#else", "`#else` without `#if`"),
        ("#if($a)#else#else#end", "#else", "`#else` after the `#else` of its `#if`"),
        ("#if($a)#else#elseif($b)#end", "#elseif($b)", "`#elseif` after the `#else` of its `#if`"),
        ("#if $a #end", "#if", "`#if` without parentheses"),
        ("#if()#end", ")", "`)` where a value should be"),
        ("#if($a = 1)#end", "=", "`=` where `)` should be"),
        ("#if($a == foo)#end", "foo", "`foo` is no value"),
        ("#if($a & $b)#end", "&", "`&` where `)` should be"),
        ("#set($a 1)", "1", "`1` where `=` should be"),
        ("#set($a == 1)", "==", "`==` sets nothing"),
        ("#set(a = 1)", "a", "`a` where the variable to set should be"),
        ("#set($a = )", ")", "`)` where a value should be"),
        ("#set($a = 1", "(", "a parenthesis that is never closed"),
        ("#set($a = 'x)", "'", "a text in quotes that never ends"),
        ("#set($a = \"x)\nb", "\"", "a text in quotes that never ends"),
        ("#foreach($a of $b)#end", "o", "`o` where `in` should be"),
        ("#foreach(a in $b)#end", "a", "`a` where the variable of the loop should be"),
        ("$a.b('x'", "(", "a parenthesis that is never closed"),
        ("$a.b(x)", "x", "`x` is no value"),
        ("$a.b('x' 'y')", "'", "`'` where `,` or `)` should be"),
        ("${a.b\n}", "${a.b", "`${a.b` has no closing brace"),
        ("${a.b(1\n) ", "${a.b(1\n)", "`${a.b(1` has no closing brace"),
        ("\"${a\"", "${a", "`${a` has no closing brace"),
    ] {
        let (at, said) = first_error(text);
        assert_eq!((at.as_str(), said.as_str()), (place, message), "{text}");
    }
}

#[test]
fn a_refused_head_still_opens_its_block() {
    for text in ["#if($a = 1)x#end", "#if(a)#else#end", "#foreach($a of $b)x#end", "#if x#end"] {
        assert_eq!(parse(text).errors.len(), 1, "{text}");
    }
    assert_eq!(parse("#if you like").errors.len(), 1);
}

#[test]
fn nesting_is_limited() {
    for piece in ["#if($a)", "$a.b(", "#set($a = (", "#set($a = [", "#set($a = !", "\"$a[\"", "$a["]
    {
        let text = piece.repeat(20_000);
        let parsed = parse(&text);
        assert!(parsed.errors.len() <= 20_001, "{piece}");
    }
    let deep = format!("#set($a = {}1{})", "(".repeat(200), ")".repeat(200));
    assert_eq!(first_error(&deep).1, "more than 100 levels of nesting");
    let blocks = "#if($a)".repeat(150) + &"#end".repeat(150);
    assert_eq!(parse(&blocks).errors.len(), 1);
    assert_eq!(shape(&("#if($a)".repeat(99) + &"#end".repeat(99))).matches("if(").count(), 99);
}

#[test]
fn long_chains_are_no_deep_trees() {
    let sum = format!("#set($a = 1{})", " + 1".repeat(50_000));
    let chain = format!("$a{}", ".b".repeat(50_000));
    let arms = format!("#if($a){}#end", "#elseif($b)".repeat(50_000));
    for text in [sum, chain, arms] {
        assert_eq!(parse(&text).errors, []);
    }
}

#[test]
fn references_are_found_wherever_they_are() {
    let text =
        "#set($a = \"x$b\")#if($c.d($e)[$f])$g#end#foreach($h in [$i..$j])${k}#end#macro(m $l)#end";
    let parsed = parse(text);
    let mut found = String::new();
    references(&parsed.nodes, &mut |reference, usage| {
        let sign = match usage {
            Use::Printed => 'p',
            Use::Read => 'r',
            Use::Assigned => 'a',
        };
        write!(found, "{}{sign} ", reference.name(text)).expect("a string takes text");
    });
    assert_eq!(found, "aa bp cr er fr gp ha ir jr kp la ");
}

fn verdict(text: &str) -> Result<(), String> {
    let parsed = parse(text);
    assert_eq!(parsed.errors, [], "{text}");
    assert!(means_json(text, &parsed.nodes), "{text}");
    match judge(text, &parsed.nodes).verdict {
        Verdict::Possible | Verdict::Undecided => Ok(()),
        Verdict::Broken(fault) => Err(format!("{}: {}", &text[fault.span.range()], fault.message)),
    }
}

#[test]
fn templates_that_may_print_json() {
    for text in [
        "{}",
        " [1, -2.5e3, true, null, \"a\\\"b\\u0041\"]",
        "{\"a\": $input.json('$'), \"b\": \"$input.params('x')\"}",
        "{\"a\": $a, $b, \"c\": $c}",
        "{$input.body}",
        "{\"a\": 1$x, \"b\": -$x, \"c\": ${x}0}",
        "{#foreach($k in $m.keySet())\"$k\": \"$m.get($k)\"#if($foreach.hasNext),#end#end}",
        "[#foreach($e in $l)$e#if($foreach.hasNext),#end#end]",
        "{\"a\": 1#if($x), \"b\": 2#end}",
        "{#if($x)\"a\": 1#else\"b\": 2#end}",
        "{#if($x)\"a\": 1#end #if($x && $y),#end #if($y)\"b\": 2#end}",
        "{\"a\": #if($x)1#{else}\"b\"#end}",
        "{\"a\": \"#if($x)b#end\"}",
        "#set($q = '\"')[$q a $q]",
        "#set($s = \"{\")[1 2]",
        "{\"a\": ${AWS::Region}}",
        "{\"a\": \"\\$b\"}",
        "{#evaluate('1')}",
        "{\"items\": [#foreach($e in $l)#if($foreach.index > 0),#end{\"x\": $e}#end]}",
        "{\"a\": \"line\n\"}",
        "{\"$a\": $b}",
    ] {
        assert_eq!(verdict(text), Ok(()), "{text}");
    }
}

#[test]
fn templates_that_cannot_print_json() {
    for (text, wanted) in [
        ("{\"a\": 1 \"b\": 2}", "\": `\"` where `,` or `}` should be"),
        ("{\"a\": 1, \"b\": 2,}", "}: `}` where a key in quotes should be"),
        ("{\"a\" 1}", "1: `1` where `:` should be"),
        ("{a: 1}", "a: `a` where a key in quotes or `}` should be"),
        ("{'a': 1}", "': `'` where a key in quotes or `}` should be"),
        ("{\"a\": foo}", "foo: `foo` is no JSON value"),
        ("{\"a\": \"$input.json('$')}", "}: the output ends where the closing quote should be"),
        ("{\"a\": $input.json('$') \"b\": 1}", "\": `\"` where `,` or `}` should be"),
        ("{\"a\": 1", "1: the output ends where `,` or `}` should be"),
        ("{\"a\": 1}}", "}: `}` where the end should be"),
        ("[1, #if($a)]#else]#end", "]: `]` where a value should be"),
        ("{\"a\": 1#if($a)\"b\": 2#end}", "\": `\"` where `,` or `}` should be"),
        ("[#foreach($e in $l){\"a\": 1}#end]", "{: `{` where `,` or `]` should be"),
        (r#"{"a": "it\'s"}"#, r"': JSON knows no escape `\'`"),
    ] {
        assert_eq!(verdict(text), Err(wanted.to_owned()), "{text}");
    }
}

#[test]
fn only_what_begins_as_json_is_meant_as_json() {
    let means = |text: &str| means_json(text, &parse(text).nodes);
    assert!(means("#set($a = 1)\n## b\n {}"));
    assert!(means("#if($a)[1]#end"));
    assert!(!means("Action=Send&Body=$input.body"));
    assert!(!means("$input.json('$')"));
    assert!(!means("<a/>"));
    assert!(!means(""));
}

#[test]
fn printed_references_know_where_they_stand() {
    let text = "{\"a\": $a, \"b\": \"$b\", #if($x)\"c\": \"#end$c\"}";
    let parsed = parse(text);
    let output = judge(text, &parsed.nodes);
    let printed: Vec<(&str, Position)> =
        output.printed.iter().map(|(it, position)| (it.name(text), *position)).collect();
    assert_eq!(printed, [("a", Position::Bare), ("b", Position::Quoted), ("c", Position::Unknown)]);
}

fn check_spans(text: &str, nodes: &[Node], within: std::ops::Range<usize>) {
    let mut at = within.start;
    for node in nodes {
        let range = node.span.range();
        assert!(at <= range.start && range.start <= range.end && range.end <= within.end);
        assert!(text.get(range.clone()).is_some(), "{range:?}");
        at = range.end;
        match &node.kind {
            NodeKind::Foreach { body, .. } | NodeKind::Block { body, .. } => {
                check_spans(text, body, range);
            }
            NodeKind::If { arms, otherwise } => {
                for arm in arms {
                    check_spans(text, &arm.body, range.clone());
                }
                check_spans(text, otherwise.as_deref().unwrap_or_default(), range);
            }
            NodeKind::Set { value: Some(value), .. } => check_expression(text, value),
            _ => {}
        }
    }
    references(nodes, &mut |reference: &Reference, _| {
        assert!(text.get(reference.span.range()).is_some_and(|it| it.starts_with('$')));
        assert!(text.get(reference.name.range()).is_some());
        for step in &reference.steps {
            assert!(text.get(step.span.range()).is_some());
            if let StepKind::Index(index) = &step.kind {
                check_expression(text, index);
            }
        }
    });
}

fn check_expression(text: &str, expression: &Expression) {
    assert!(text.get(expression.span.range()).is_some());
    if let ExpressionKind::Text { content, parts } = &expression.kind {
        assert!(text.get(content.range()).is_some());
        check_spans(text, parts, content.range());
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[ \\$#(){}\\[\\]\"'.,=!a\\\\\n|*é]{1,6}",
        4 => prop::sample::select(vec![
            "#if(", "#if($a)", "#else", "#elseif($b)", "#end", "#set($a = ", "#foreach($a in ",
            "#macro(m $a)", "$input.path('$.a')", "${a}", "$!{a.b(", "$a[", "\"", "'", ")", "##",
            "#*", "*#", "#[[", "]]#", "{\"a\": ", "}", ",", "\\$a", "\\#if", "#stop", "${A::b}",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

proptest! {
    #[test]
    fn anything_is_read_and_judged(pieces in prop::collection::vec(piece(), 0..20)) {
        let text = pieces.concat();
        let parsed = parse(&text);
        check_spans(&text, &parsed.nodes, 0..text.len());
        for error in &parsed.errors {
            prop_assert!(text.get(error.span.range()).is_some());
            prop_assert!(!error.message.contains('\n'));
        }
        prop_assert!(parsed.errors.is_sorted_by_key(|error| error.span));
        means_json(&text, &parsed.nodes);
        judge(&text, &parsed.nodes);
    }
}
