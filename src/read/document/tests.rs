use super::*;
#[test]
fn zz_dump() {
    let Ok(p) = std::env::var("HENCE_DUMP") else { return };
    let text = file_text(std::fs::read(&p).unwrap()).unwrap();
    let d = if p.ends_with(".tex") { read_tex(&p, text) } else { read_markdown(&p, text) };
    for i in &d.items {
        match &i.kind {
            ItemKind::Formula(f) => {
                assert_eq!(f.text, d.text[f.content.start..f.content.end]);
                let cues: Vec<_> = f.cues.0.iter().map(|c| format!("{:?}:{}", c.kind, c.word)).collect();
                println!("      F {:?} [{}] {} {:?} {}", f.role, f.tag.clone().unwrap_or_default(), if f.display {"D"} else {"-"}, cues, f.text.replace('\n', "⏎").chars().take(70).collect::<String>())
            }
            k => println!("{}", format!("{k:?}").chars().take(160).collect::<String>()),
        }
    }
    println!("{} formulas", d.formulas().count());
}
