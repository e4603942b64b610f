//! Sentences about another incident, written without regard to how claims are read: how well rules found elsewhere hold.
//!
//! Of the contradicted ones in each set, found before anything was changed for it: 15 of 19, 11 of 14, 9 of 12, 13 of 14; rightly,
//! of all that were called contradicted: 15 of 16, 11 of 14, 9 of 10, 13 of 15.

use super::planted::Planted::{self, Contradicted as C, None as N, Supported as S, Undecidable as U};
use super::planted::{claims_of, score};

/// An incident of 1 h 28 min: deployed 09:05, started 09:12, detected 09:31, acknowledged 09:36, mitigated 10:40, resolved
/// 11:05, in British summer time.
const RECORD: &str = r#"{"title":"Checkout failed after build 512","status":"resolved","time_zone":"Europe/London",
"services":[{"id":"checkout","name":"Checkout"},{"id":"search","name":"Search"},{"id":"mail","name":"Mail"}],
"impacts":[{"start":"2024-06-04T09:12","end":"2024-06-04T10:40","level":"partial","services":["checkout","search"]}],
"timeline":[
 {"at":"2024-06-04T09:05","title":"Deploy of build 512","kind":"change"},
 {"at":"2024-06-04T09:12","title":"Carts fail","kind":"symptom","milestone":"started"},
 {"at":"2024-06-04T09:31","title":"Cart alert fires","kind":"detection","milestone":"detected"},
 {"at":"2024-06-04T09:36","title":"On-call acknowledges","kind":"response","milestone":"acknowledged"},
 {"at":"2024-06-04T10:40","title":"Build 511 is back","kind":"mitigation","milestone":"mitigated"},
 {"at":"2024-06-04T11:05","title":"All clear","kind":"recovery","milestone":"resolved"}],
"root_causes":[{"title":"Wrong rounding","role":"root"},{"title":"No canary","role":"contributing"},{"title":"Slow alert","role":"contributing"}],
"corrective_actions":[{"title":"A"},{"title":"B"},{"title":"C"},{"title":"D"},{"title":"E"}],
"summary":SUMMARY}"#;

/// Sentences with the words of their claims, and what each is.
type Sentences = &'static [(&'static str, &'static [(&'static str, Planted)])];

const SENTENCES: Sentences = &[
    ("All told, shoppers were without checkout for some three and a half hours.", &[("three and a half hours", C)]),
    ("The whole thing was over in a little under two hours.", &[("two hours", S)]),
    ("Nobody noticed anything for a full 45 minutes.", &[("45 minutes", C)]),
    ("Nineteen minutes went by before the first alert reached us.", &[("Nineteen minutes", S)]),
    ("By 10:05 everything had been restored.", &[("10:05", C)]),
    ("Checkout came back at 10:40.", &[("10:40", S)]),
    ("Our responders had acknowledged the page within two minutes.", &[("two minutes", C)]),
    ("On-call picked up the page five minutes after it went off.", &[("five minutes", S)]),
    ("MTTR for this one came to 40 minutes.", &[("40 minutes", C)]),
    ("Total disruption: 1 h 28 m.", &[("1 h 28 m", S)]),
    ("Total disruption: 2 h 28 m.", &[("2 h 28 m", C)]),
    ("We aim to restore checkout within 30 minutes.", &[("30 minutes", N)]),
    ("The load balancer drops idle connections after 350 seconds.", &[("350 seconds", U)]),
    ("In the March outage we needed six hours.", &[("six hours", N)]),
    ("Reconciling the orders kept two people busy for four days.", &[("four days", U)]),
    ("The database restarted in 40 seconds.", &[("40 seconds", U)]),
    ("Five services went down.", &[("Five services", C)]),
    ("Two services were hit: checkout and search.", &[("Two services", S)]),
    ("We found three contributing causes.", &[("three contributing causes", S)]),
    ("We have agreed on twelve action items.", &[("twelve action items", C)]),
    ("The trouble began seven minutes after the deploy.", &[("seven minutes", S)]),
    ("The trouble began an hour after the deploy.", &[("an hour", C)]),
    ("The alert fired before the deploy.", &[("before the deploy", C)]),
    ("Mitigation was in place before the incident was declared resolved.", &[("before the incident", S)]),
    ("From first alert to all clear, 25 minutes passed.", &[("25 minutes", C)]),
    ("From 09:12 to 10:40 BST, roughly a third of carts failed.", &[("09:12", S), ("10:40", S)]),
    ("Between 8:12 and 9:40 BST carts failed.", &[("8:12", C), ("9:40", C)]),
    ("Time from detection to mitigation was 69 minutes.", &[("69 minutes", S)]),
    ("The incident, which started at 07:12 BST, was caused by a bad build.", &[("07:12", C)]),
    ("It started at 8:12 UTC.", &[("8:12 UTC", S)]),
    ("Around 4,300 carts were abandoned.", &[("4,300", N)]),
    ("Had the alert been wired to the pager, detection would have taken a minute.", &[("a minute", N)]),
    ("Downtime added up to just over four hours.", &[("four hours", C)]),
    ("We were back within 90 minutes.", &[("90 minutes", S)]),
    ("Service was back after only ten minutes.", &[("ten minutes", C)]),
    ("The runbook says to escalate after 15 minutes.", &[("15 minutes", N)]),
    ("The build had been waiting for review for 3 days.", &[("3 days", U)]),
    ("Die Störung hat knapp anderthalb Stunden gedauert.", &[("anderthalb Stunden", S)]),
    ("L'incident a duré plus de cinq heures.", &[("cinq heures", C)]),
    ("El servicio se restableció a las 12:40 UTC.", &[("12:40", C)]),
    ("障害は約5時間続いた。", &[("約5時間", C)]),
    ("障害は88分間続いた。", &[("88分間", S)]),
];

/// Written after [`SENTENCES`] had been put right.
const MORE: Sentences = &[
    ("For the better part of three hours nobody could pay.", &[("three hours", C)]),
    ("Carts were failing for 88 minutes.", &[("88 minutes", S)]),
    ("The incident was declared over at 11:05.", &[("11:05", S)]),
    ("The incident was declared over at 12:40.", &[("12:40", C)]),
    ("It took our alerting 19 minutes to notice.", &[("19 minutes", S)]),
    ("It took our alerting four minutes to notice.", &[("four minutes", C)]),
    ("Our time to recover was 1 h 53 min.", &[("1 h 53 min", S)]),
    ("The build was live for seven minutes before carts failed.", &[("seven minutes", U)]),
    ("A first responder was on it 5 minutes after the alert.", &[("5 minutes", S)]),
    ("Customers experienced errors for up to 30 minutes.", &[("30 minutes", C)]),
    ("Customers experienced errors for up to two hours.", &[("two hours", S)]),
    ("The disruption began around 9 am and ended around 10:30 am.", &[("9 am", S), ("10:30 am", S)]),
    ("Impact start: 09:12", &[("09:12", S)]),
    ("Impact end: 11:40", &[("11:40", C)]),
    ("Duration: 88 min", &[("88 min", S)]),
    ("Duration: 3 h", &[("3 h", C)]),
    ("Detected: 09:31 BST", &[("09:31", S)]),
    ("Resolved: 14:05 BST", &[("14:05", C)]),
    ("The fix was out an hour after detection.", &[("an hour", S)]),
    ("The fix was out ten minutes after detection.", &[("ten minutes", C)]),
    ("We rolled back within 15 minutes.", &[("15 minutes", C)]),
    ("A customer told us 40 minutes before the alert fired.", &[("40 minutes", U)]),
    ("Between the deploy and the first alert, 26 minutes passed.", &[("26 minutes", S)]),
    ("The alert came 26 minutes after the deploy.", &[("26 minutes", S)]),
    ("The alert came an hour after the deploy.", &[("an hour", C)]),
    ("Search results stayed stale for another day.", &[("another day", N)]),
    ("The nightly export finished 3 hours late.", &[("3 hours", N)]),
    ("Sessions live for 12 hours.", &[("12 hours", N)]),
    ("Each retry waits 30 seconds.", &[("30 seconds", N)]),
    ("At 10:15 the team met to decide on a rollback.", &[("10:15", U)]),
    ("The on-call acknowledged at 9:36 am.", &[("9:36 am", S)]),
    ("The on-call acknowledged at 9:36 pm.", &[("9:36 pm", C)]),
    ("The postmortem was written within five days.", &[("five days", U)]),
    ("The next on-call shift begins in 20 minutes.", &[("20 minutes", U)]),
    ("There were two outages that morning.", &[("two outages", N)]),
    ("All four services were affected.", &[("four services", C)]),
    ("Der Ausfall wurde nach 19 Minuten bemerkt.", &[("19 Minuten", S)]),
    ("Der Ausfall wurde nach zwei Stunden bemerkt.", &[("zwei Stunden", C)]),
    ("Le service a été indisponible pendant quatre heures.", &[("quatre heures", C)]),
    ("La interrupción duró una hora y media.", &[("una hora y media", S)]),
    ("The outage lasted 88 minutes, not four hours as first reported.", &[("88 minutes", S), ("four hours", N)]),
    (
        "Compared with the 5 hours of last autumn, 88 minutes of downtime is progress.",
        &[("5 hours", N), ("88 minutes", S)],
    ),
];

/// Written after [`MORE`] had been put right.
const LAST: Sentences = &[
    ("In total the outage kept shops from selling for about an hour and a half.", &[("hour and a half", S)]),
    ("Altogether this cost us four hours of selling time.", &[("four hours", U)]),
    ("The incident was closed after 113 minutes.", &[("113 minutes", S)]),
    ("Detection lag: 19 min", &[("19 min", S)]),
    ("Detection lag: 2 min", &[("2 min", C)]),
    ("Monitoring needed 19 minutes to raise an alert.", &[("19 minutes", S)]),
    ("Our monitoring only alerted us after 50 minutes.", &[("50 minutes", C)]),
    ("The alert was acknowledged immediately, within 30 seconds.", &[("30 seconds", C)]),
    ("It was 10:40 before carts worked again.", &[("10:40", S)]),
    ("By 9:36 an engineer had acknowledged the alert.", &[("9:36", S)]),
    ("By 10:36 an engineer had acknowledged the alert.", &[("10:36", C)]),
    ("At 09:12 BST (08:12 UTC) carts began to fail.", &[("09:12", S), ("08:12", S)]),
    ("The outage began on 4 June at 9:12 and was mitigated on the same day at 10:40.", &[("9:12", S), ("10:40", S)]),
    ("The outage began at 9:12 and was mitigated at 13:40.", &[("9:12", S), ("13:40", C)]),
    ("Affected services: Checkout and Search, for 88 minutes each.", &[("88 minutes", N)]),
    ("It took us an additional 25 minutes after mitigation to declare the incident resolved.", &[("25 minutes", S)]),
    ("It took us an additional 80 minutes after mitigation to declare the incident resolved.", &[("80 minutes", C)]),
    ("Resolution followed 25 minutes after mitigation.", &[("25 minutes", S)]),
    ("The deploy finished 7 minutes before the outage began.", &[("7 minutes", S)]),
    ("The deploy finished 40 minutes before the outage began.", &[("40 minutes", C)]),
    ("Nine minutes later the alert was acknowledged.", &[("Nine minutes", U)]),
    ("The alert fired at 09:31. Five minutes later it was acknowledged.", &[("09:31", S), ("Five minutes", S)]),
    ("The alert fired at 09:31. An hour later it was acknowledged.", &[("09:31", S), ("An hour", C)]),
    ("A third-party library was updated 6 weeks earlier.", &[("6 weeks", U)]),
    ("The team worked through the night, 9 hours in all, to repair orders.", &[("9 hours", U)]),
    ("Please note that tickets are answered within 24 hours.", &[("24 hours", U)]),
    ("We recommend an alert after 2 minutes of failing carts.", &[("2 minutes", N)]),
    ("A canary of 10 minutes could have caught it.", &[("10 minutes", N)]),
    ("Time to mitigate was therefore 88 minutes (target: 60 minutes).", &[("88 minutes", S), ("60 minutes", N)]),
    ("Time to mitigate was therefore 30 minutes (target: 60 minutes).", &[("30 minutes", C), ("60 minutes", N)]),
    ("Nearly 90 minutes of partial outage", &[("90 minutes", S)]),
    ("The incident ran from 09:12 until 12:05.", &[("09:12", S), ("12:05", C)]),
    ("MTTD 19m, MTTA 5m", &[("19m", S), ("5m", S)]),
    ("MTTD 3m", &[("3m", C)]),
    ("There were no customer-visible errors for the first 7 minutes.", &[("7 minutes", N)]),
    ("Der Vorfall war nach 88 Minuten behoben.", &[("88 Minuten", S)]),
    ("Der Vorfall war erst nach fünf Stunden behoben.", &[("fünf Stunden", C)]),
    ("La panne a été résolue en moins de deux heures.", &[("deux heures", S)]),
    ("El incidente fue detectado a los 19 minutos.", &[("19 minutos", S)]),
    ("検知まで19分かかった。", &[("19分", S)]),
];

/// Written after [`LAST`] had been put right.
const FOURTH: Sentences = &[
    ("The website was unreachable for a total of 3 hours and 5 minutes.", &[("3 hours and 5 minutes", C)]),
    ("Shoppers suffered 88 minutes of failed carts.", &[("88 minutes", S)]),
    ("Shoppers suffered six hours of failed carts.", &[("six hours", C)]),
    ("The partial outage was fixed in 88 minutes.", &[("88 minutes", S)]),
    ("The partial outage was fixed in half an hour.", &[("half an hour", C)]),
    ("We spotted the problem after 19 minutes, thanks to the cart alert.", &[("19 minutes", S)]),
    ("We spotted the problem after 3 minutes, thanks to the cart alert.", &[("3 minutes", C)]),
    ("By the time the alert fired, 19 minutes had passed.", &[("19 minutes", S)]),
    ("The cart alert went off at 9:31 a.m. BST.", &[("9:31 a.m. BST", S)]),
    ("The cart alert went off at 9:13 a.m. BST.", &[("9:13 a.m. BST", C)]),
    ("Normal service resumed at 11:05.", &[("11:05", S)]),
    ("Normal service resumed at 16:30.", &[("16:30", C)]),
    ("In all, three services suffered.", &[("three services", S)]),
    ("The postmortem lists three root causes and five actions.", &[("three root causes", S), ("five actions", S)]),
    ("The postmortem lists eight actions.", &[("eight actions", C)]),
    ("Rolling back took 64 minutes from the acknowledgement.", &[("64 minutes", S)]),
    ("Rolling back took 5 minutes from the acknowledgement.", &[("5 minutes", C)]),
    ("The incident was resolved before anyone acknowledged it.", &[("resolved before", C)]),
    ("The alert fired after the deploy.", &[("fired after the deploy", S)]),
    ("Total outage time: 5:30 h", &[("5:30 h", C)]),
    (
        "The outage lasted from 9:12 to 10:40, i.e. one hour and 28 minutes.",
        &[("9:12", S), ("10:40", S), ("one hour and 28 minutes", S)],
    ),
    (
        "The outage lasted from 9:12 to 10:40, i.e. two hours and 28 minutes.",
        &[("9:12", S), ("10:40", S), ("two hours and 28 minutes", C)],
    ),
    ("The vendor's status page was green for the whole 88 minutes.", &[("88 minutes", U)]),
    ("We deploy every 15 minutes and keep builds for 30 days.", &[("15 minutes", N), ("30 days", U)]),
    ("The alert rule waits until carts fail for 15 minutes.", &[("15 minutes", U)]),
    ("Two engineers spent 7 hours on the repair of orders.", &[("7 hours", U)]),
    ("On 2 February a change of 40 lines was merged after 3 hours of review.", &[("3 hours", N)]),
    ("Die Erkennung dauerte 19 Minuten.", &[("19 Minuten", S)]),
    ("Die Erkennung dauerte zwei Minuten.", &[("zwei Minuten", C)]),
    ("Nous avons détecté l'incident au bout de 19 minutes.", &[("19 minutes", S)]),
    ("Le rétablissement a pris cinq heures.", &[("cinq heures", C)]),
    ("El servicio estuvo caído durante tres horas.", &[("tres horas", C)]),
];

#[test]
fn sentences_in_other_words_are_read_too() {
    let sets: [(&str, Sentences); 4] = [("first", SENTENCES), ("second", MORE), ("third", LAST), ("fourth", FOURTH)];
    for (name, sentences) in sets {
        measure(name, sentences);
    }
}

fn measure(name: &str, sentences: Sentences) {
    let (mut sums, mut differences, mut labels) = ([0; 3], Vec::new(), 0);
    for (sentence, planted) in sentences {
        let json = RECORD.replace("SUMMARY", &format!("\"{sentence}\""));
        let (case, found) = claims_of(sentence, &json);
        let (counts, more) = score(sentence, &case, &found, planted);
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        differences.extend(more);
        labels += planted.len();
    }
    let [planted, found, right] = sums;
    println!("held out, {name}: {labels} claims; contradicted: planted {planted}, found {found}, rightly {right}");
    println!("{} differ:\n{}", differences.len(), differences.join("\n"));
    assert!(right * 10 >= planted * 9, "recall {right} of {planted}");
    assert!(right * 10 >= found * 9, "precision {right} of {found}");
}
