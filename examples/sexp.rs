fn main() {
    for a in std::env::args().skip(1) {
        match hence::read::latex::parse(&a, 0) {
            Ok(rows) => {
                for r in rows {
                    for e in r.exprs {
                        println!("{}", hence::read::sexp::sexp(&e));
                    }
                }
            }
            Err(e) => println!("{e:?}"),
        }
    }
}
