//! The words of claims in English, German, French, Spanish and Japanese, and what each means here.

use std::sync::LazyLock;

use crate::incident::Milestone::{Acknowledged, Detected, Mitigated, Resolved, Started};

use super::Bound::{About, AtLeast, AtMost, Nearly};
use super::scan::Level::{Degraded, Impact, Incident, Outage};
use super::scan::Term::{
    self, After, Alert, Am, And, Article, At, Before, Between, Comparison, Config, Contrast, Couple, Earlier,
    Elsewhere, Every, Exact, First, For, From, Half, Hedge, If, In, Lasted, Later, Mark, Modal, Month, Not, Noun,
    Number, Of, Or, Other, Passed, Pm, Quarter, Set, Since, State, Subject, Target, Thing, Times, To, Took, Uhr,
    Unacknowledged, Undetected, Unit, UnitAfter, Until, Vague, Was, Within, Zone,
};
use super::scan::Thing::{Actions, Causes, Services, Uncounted};

/// The meaning of the longest entry that stands at the start of `text` as whole words, and its length in bytes. `text` has
/// no capital letters. A space of an entry stands for one space, line break or hyphen.
pub(super) fn look_up(text: &str) -> Option<(Term, usize)> {
    if let Some(first) = text.chars().next().filter(|&c| is_joined(c)) {
        let found = JOINED.iter().find(|(word, _)| text.starts_with(word));
        return Some(found.map_or((Other, first.len_utf8()), |(word, term)| (*term, word.len())));
    }
    let end = text.find(|c: char| !c.is_alphanumeric() || is_joined(c)).unwrap_or(text.len());
    let first = text.get(..end)?;
    let from = IN_ORDER.partition_point(|(word, _)| *word < first);
    let same = IN_ORDER.iter().skip(from).take_while(|(word, _)| word.starts_with(first));
    let found = same.filter_map(|(word, term)| Some((*term, length_at(text, word)?)));
    found.max_by_key(|(_, length)| *length)
}

/// `true` for a character of a script that puts no spaces between words.
pub(super) const fn is_joined(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// How many bytes of `text` an entry takes, if it stands there.
fn length_at(text: &str, entry: &str) -> Option<usize> {
    let mut rest = text.chars();
    for wanted in entry.chars() {
        let found = rest.next()?;
        let same = match wanted {
            ' ' => matches!(found, ' ' | '\n' | '-' | '\u{a0}'),
            '\'' => matches!(found, '\'' | '’'),
            _ => found == wanted,
        };
        if !same {
            return None;
        }
    }
    let after = rest.as_str();
    let inside_a_word = after.starts_with(|c: char| (c.is_alphanumeric() && !is_joined(c)) || c == '_');
    (!inside_a_word).then(|| text.len() - after.len())
}

/// A number, from thousandths.
const fn number(milli: i64) -> Term {
    Number { milli, step: 1000 }
}

/// [`WORDS`] one by one, in order of their bytes.
static IN_ORDER: LazyLock<Vec<(&str, Term)>> = LazyLock::new(|| {
    let mut words: Vec<_> =
        WORDS.iter().flat_map(|&(term, words)| words.split(", ").map(move |word| (word, term))).collect();
    words.sort_unstable_by_key(|(word, _)| *word);
    words
});

/// Words of scripts without spaces, the longest first where one begins another.
const JOINED: &[(&str, Term)] = &[
    ("時間", Unit(3_600_000)),
    ("分間", Unit(60_000)),
    ("分後", UnitAfter(60_000)),
    ("分", Unit(60_000)),
    ("秒間", Unit(1000)),
    ("秒", Unit(1000)),
    ("日間", Unit(86_400_000)),
    ("約", Hedge(About)),
    ("およそ", Hedge(About)),
    ("ほぼ", Hedge(Nearly)),
    ("半", Half),
    ("以内", Hedge(AtMost)),
    ("未満", Hedge(AtMost)),
    ("以上", Hedge(AtLeast)),
    ("から", From),
    ("まで", Until),
    ("後", Later),
    ("停止", Noun(Outage)),
    ("ダウン", Noun(Outage)),
    ("障害", Noun(Outage)),
    ("影響", Noun(Impact)),
    ("遅延", Noun(Degraded)),
    ("続", Lasted),
    ("継続", Lasted),
    ("検知", Mark(Detected)),
    ("検出", Mark(Detected)),
    ("復旧", Mark(Resolved)),
    ("解決", Mark(Resolved)),
    ("開始", Mark(Started)),
    ("発生", Mark(Started)),
    ("目標", Target),
    ("ごと", Every),
    ("前回", Elsewhere),
];

/// Words by what they mean, with commas between them.
const WORDS: &[(Term, &str)] = &[
    (number(0), "zero, null"),
    (number(1_000), "one, eins, uno"),
    (number(2_000), "two, zwei, deux, dos"),
    (number(3_000), "three, drei, trois, tres"),
    (number(4_000), "four, vier, quatre, cuatro"),
    (number(5_000), "five, fünf, cinq, cinco"),
    (number(6_000), "six, sechs, seis"),
    (number(7_000), "seven, sieben, sept, siete"),
    (number(8_000), "eight, acht, huit, ocho"),
    (number(9_000), "nine, neun, neuf, nueve"),
    (number(10_000), "ten, zehn, dix, diez"),
    (number(11_000), "eleven, elf, onze"),
    (number(12_000), "twelve, zwölf, douze, doce"),
    (number(13_000), "thirteen, dreizehn, treize, trece"),
    (number(14_000), "fourteen, vierzehn, quatorze, catorce"),
    (number(15_000), "fifteen, fünfzehn, quinze, quince"),
    (number(16_000), "sixteen, sechzehn, seize"),
    (number(17_000), "seventeen, siebzehn"),
    (number(18_000), "eighteen, achtzehn"),
    (number(19_000), "nineteen, neunzehn"),
    (number(20_000), "twenty, zwanzig, vingt, veinte"),
    (number(30_000), "thirty, dreißig, trente, treinta"),
    (number(40_000), "forty, fourty, vierzig, quarante, cuarenta"),
    (number(45_000), "fünfundvierzig, cuarenta y cinco, quarante cinq"),
    (number(50_000), "fifty, fünfzig, cinquante, cincuenta"),
    (number(60_000), "sixty, sechzig, soixante, sesenta"),
    (number(70_000), "seventy, siebzig"),
    (number(80_000), "eighty, achtzig"),
    (number(90_000), "ninety, neunzig"),
    (number(1_500), "anderthalb, eineinhalb, one and a half"),
    (number(2_500), "zweieinhalb"),
    (number(3_500), "dreieinhalb"),
    (number(4_500), "viereinhalb"),
    (Times(12), "dozen, dutzend, douzaine, docena"),
    (Times(100), "hundred, hundert"),
    (Times(1000), "thousand, tausend, mille, mil"),
    (Couple, "a couple of, couple of, a pair of"),
    (Half, "half, halbe, halben, demi, demie, media, medio"),
    (Quarter, "quarter, quarters"),
    (
        Article,
        "a, an, the, ein, eine, einer, einen, einem, der, die, das, den, dem, un, une, una, le, la, les, el, los, \
         las",
    ),
    (And, "and, und, et, y"),
    (To, "to, through, bis, à, hasta, a las"),
    (Or, "or, oder, ou, o"),
    (
        Vague,
        "few, several, many, some few, einige, einigen, mehrere, quelques, plusieurs, varios, varias, numerous, \
         multiple",
    ),
    (Unit(1), "ms, msec, millisecond, milliseconds, millisekunden, millisecondes, milisegundos"),
    (Unit(1_000), "s, sec, secs, second, seconds, sekunde, sekunden, seconde, secondes, segundo, segundos, sek"),
    (Unit(60_000), "m, min, mins, minute, minutes, minuten, minuto, minutos"),
    (Unit(3_600_000), "h, hr, hrs, hour, hours, stunde, stunden, std, heure, heures, hora, horas"),
    (Unit(86_400_000), "d, day, days, tag, tage, tagen, jour, jours, día, días, dia, dias"),
    (Unit(604_800_000), "week, weeks, wk, wks, woche, wochen, semaine, semaines, semana, semanas"),
    (
        Hedge(About),
        "about, around, approximately, approx, roughly, circa, ca, some, or so, give or take, in the region of, \
         on the order of, etwa, ungefähr, rund, zirka, environ, à peu près, autour de, aproximadamente, unos, \
         unas, alrededor de, cerca de, estimated",
    ),
    (
        Hedge(Nearly),
        "the better part of, better part of, the best part of, most of, much of, nearly, almost, just under, just short of, close to, knapp, fast, beinahe, presque, près de, casi, \
         a little less than, slightly less than, slightly under, a little under",
    ),
    (
        Hedge(AtLeast),
        "over, more than, longer than, greater than, in excess of, upwards of, just over, exceeding, mehr als, \
         über, länger als, plus de, más de, well over, a little over, slightly over, slightly more than, \
         a little more than, exceeded",
    ),
    (
        Hedge(AtMost),
        "less than, fewer than, under, below, shorter than, weniger als, unter, moins de, menos de, well under, \
         no more than, not more than, up to, at most, at the most, no longer than, maximum, at maximum, \
         höchstens, bis zu, au plus, como máximo, max",
    ),
    (
        Hedge(AtLeast),
        "at least, a minimum of, no less than, not less than, minimum, or more, mindestens, au moins, al menos, \
         como mínimo",
    ),
    (Not, "not"),
    (First, "first, initial, last, final, next, another, erste, ersten, premier, première, primer, primera"),
    (Passed, "passed, went by, gone by, had passed, had gone by, vergingen, pasaron, se sont écoulées"),
    (Comparison, "longer, shorter, faster, sooner, more, less, late, länger, kürzer, plus long, más"),
    // What begins like another entry and is none.
    (Other, "failed over, fail over"),
    (
        Within,
        "within, innerhalb von, innerhalb, binnen, en moins de, dans les, en menos de, inside of, in under, \
         in less than",
    ),
    (
        Exact,
        "erst, exactly, precisely, genau, exactement, exactamente, just, only, total of, a total of, nur, seulement, \
         sólo, solo",
    ),
    (
        Noun(Outage),
        "outage, outages, downtime, blackout, unavailability, ausfall, ausfallzeit, ausfalls, panne, \
         indisponibilité, caída, crash, full outage, total outage, complete outage, hard outage, \
         interruption totale",
    ),
    (
        Noun(Impact),
        "impact, disruption, disruptions, interruption, interruptions, störung, unterbrechung, interrupción, \
         user impact, customer impact, impact window, impact duration, service disruption, auswirkung, \
         beeinträchtigung, incidence, perturbation",
    ),
    (
        Noun(Degraded),
        "degradation, degradations, slowness, slowdown, brownout, degraded performance, elevated latency, \
         high latency, increased latency, performance degradation",
    ),
    (
        Noun(Incident),
        "trouble, troubles, emergency, incident, event, issue, problem, vorfall, l'incident, incidente, störfall, whole thing, entire incident, \
         failure, cascading failure, episode",
    ),
    (
        State(Outage),
        "nobody could, no one could, no customer could, no user could, were without, was without, without service, went without, not working, did not work, didn't work, no longer worked, failed to load, could not be reached, no longer available, out of action, knocked out, dead, lost, down, unavailable, offline, unreachable, inaccessible, unresponsive, unusable, out of service, dark, \
         broken, failing, could not, couldn't, unable to, were unable, not available, nicht erreichbar, \
         nicht verfügbar, indisponible, caído, fuera de servicio, no disponible, errored, returned errors, \
         lost access, had no access, no access, locked out",
    ),
    (State(Degraded), "degraded, slow, sluggish, slower, ran slowly, elevated, langsam"),
    (
        State(Impact),
        "hit, in trouble, failed, declined, rejected, refused, delayed, blocked, stuck, stalled, affected, impacted, disrupted, interrupted, saw errors, experienced errors, errors, experienced, \
         suffered, disturbed, disturbance, gestört, beeinträchtigt",
    ),
    (
        Lasted,
        "lasted, lasting, duration, persisted, persisting, continued, spanned, went on, dragged on, length, \
         dauerte, dauer, gedauert, duré, durée, a duré, duró, duración, duraron, dura, total time, ran on",
    ),
    (Took, "took, take, taking, taken, needed, required, dauerte es, spent, tardó, tardamos, pris, tomó, costó"),
    (
        Mark(Started),
        "started, start, starts, starting, began, begin, begins, begun, beginning, onset, occurred, broke out, \
         begann, beginn, beginnt, commencé, début, comenzó, empezó, inicio, kicked off, first seen",
    ),
    (
        Mark(Detected),
        "raise an alert, raised an alert, raise the alarm, sound the alarm, came in, raised the alarm, woke, surfaced, told us, detected, detect, detection, detecting, noticed, notice, noticing, discovered, discover, discovery, \
         spotted, alerted, paged, flagged, caught, fired, came to light, aware, learned of, reported, \
         picked up on, erkannt, entdeckt, bemerkt, erkennung, détecté, détectée, détection, detectado, \
         detectada, detectó, detectamos, detección, ttd, mttd, tripped, went off, notified, realized, realised, \
         found out",
    ),
    (
        Mark(Acknowledged),
        "mtta, was on it, were on it, picked up the page, took the page, answered the page, responded to the page, responded to the alert, took over, took charge, picked it up, acknowledged, acknowledge, acknowledging, acknowledgement, acknowledgment, acked, ack, tta, quittiert, \
         bestätigt, acquitté, acquittée, reconocido, reconocida",
    ),
    (
        Mark(Mitigated),
        "switched back, backed out, hotfix, undone, mitigated, mitigate, mitigation, mitigating, rolled back, roll back, rollback, rolling back, reverted, \
         revert, fixed, fix, fixing, contained, containment, worked around, workaround, entschärft, mitigé, \
         mitigado, ttm, stopped the bleeding, reverting",
    ),
    (
        Mark(Resolved),
        "was closed, were closed, declared over, was over at, was over in, was over after, was over within, was over by, was all over, were back, was back, is back, up again, running again, working again, stabilised, stabilized, resumed, brought back, fully back, restableció, restablecieron, restablecimiento, wieder verfügbar, wieder erreichbar, de retour, resolved, resolve, resolution, resolving, restored, restore, restoration, restoring, recovered, recover, \
         recovery, recovering, ended, end, ends, ending, repaired, back to normal, back online, back up, \
         fully operational, operational again, all clear, returned to normal, service was back, ttr, mttr, \
         normalised, normalized, behoben, gelöst, wiederhergestellt, beendet, ende, endete, beseitigt, \
         résolu, résolue, rétabli, rétablie, rétablissement, terminé, resuelto, resuelta, restablecido, \
         restablecida, restauró, terminó, came back, concluded, subsided, healthy again, cleared",
    ),
    (
        Alert,
        "alert, alerts, page, alarm, alarms, pager, alerting, monitor, monitoring, alarme, alerta, first report, \
         first reports, first customer report, first complaint, first ticket",
    ),
    (
        Undetected,
        "nobody noticed, no one noticed, nobody knew, no one knew, nobody saw, went unseen, before anybody noticed, undetected, unnoticed, unobserved, before anyone noticed, unentdeckt, unbemerkt, inaperçu",
    ),
    (Unacknowledged, "unacknowledged, unanswered"),
    (For, "for, during, pendant, während, durante, depuis, seit, über einen zeitraum von, throughout, a period of"),
    (In, "in, en, dans"),
    (At, "at, um, gegen, vers, a la"),
    (From, "from, von, de, desde, ab, starting at, beginning at, du"),
    (Since, "since"),
    (Until, "until, till, til, up until, jusqu'à, hasta las"),
    (Between, "between, zwischen, entre"),
    (Of, "of"),
    (
        After,
        "after, following, au bout de, al cabo de, nach, nachdem, après, después, después de, tras, post, from the time, from when",
    ),
    (Before, "before, prior to, ahead of, bevor, avant, antes, antes de, earlier than, preceding"),
    (
        Later,
        "later, afterwards, thereafter, after that, after which, später, danach, plus tard, más tarde, \
         subsequently",
    ),
    (Earlier, "earlier, ago, früher, plus tôt, beforehand, previously to"),
    (
        Was,
        "in place, complete, completed, live, done, came to, added up to, was, were, is, are, has been, had been, been, had, has, being, war, waren, wurde, ist, était, a été, \
         fue, estuvo, stood, remained, stayed, came, totalled, totaled, amounted, saw",
    ),
    (
        Subject,
        "time, total, overall, service, site, website, system, platform, application, app, product, server, production, we, it, they, \
         this, everything, everyone, api, cluster, dienst, plattform, nous, système, sistema, servicio, elle, il, sie, es, ella, \
         production server, which, that, bereitschaft, team, engineer, engineers, \
         responder, responders, on call, oncall, engineering, operations, somebody, nobody, anyone, someone",
    ),
    (Thing(Services), "systems, services, service components, microservices, dienste, systeme, servicios"),
    (
        Modal,
        "recommend, recommended, propose, proposed, suggest, advise, empfehlen, recommandons, will, would, should, must, shall, might, ought, won't, wouldn't, shouldn't, may, needs to, need to, \
         plan to, plans to, planned to, planning to, aim to, aims to, intend to, intends to, going to, want to, \
         hope to, expected to, expect to, so that, in order to, in future, in the future, next time, ideally, \
         could have, can, werden sollte, sollte, sollten, soll, sollen, wird, werden, devrait, devraient, \
         debería, deberían, deberá, could, supposed to, able to, let us, let's, scheduled",
    ),
    (
        If,
        "if, unless, in case, suppose, imagine, assuming, hypothetically, falls, wenn, si, had we, were we, \
         even if, would have",
    ),
    (
        Target,
        "runbook, playbook, procedure, slo, slos, sla, slas, target, targets, objective, goal, goals, budget, commitment, promise, aim, \
         expectation, requirement, ziel, zielwert, objectif, objetivo, benchmark, rto, rpo, commits, promises, \
         guarantee, guarantees, allowance, standard, policy",
    ),
    (
        Config,
        "timeout, timeouts, ttl, time to live, interval, intervals, retention, expiry, expiration, expires, \
         expired, cache, cached, threshold, thresholds, limit, limits, grace, cooldown, backoff, retry, retries, \
         retried, cron, window, windows, lease, heartbeat, polling, poll, polls, default, defaults, configured, \
         sleep, rotation, sampling, average, averaging, rate, buffer, lookback, schedule, probe, keepalive, \
         period, session, sessions, trial, sla window, warm, warmup, ramp, sliding, rolling, bake, \
         maintenance window, frist, intervall, délai d'expiration",
    ),
    (
        Set,
        "set, sets, raised, raise, lowered, lower, increased, increase, reduced, reduce, shortened, shorten, \
         lengthened, lengthen, extended, extend, bumped, bump, changed, change, configure, moved, tightened, \
         halved, doubled, cut",
    ),
    (Every, "every, each, per, pro, alle, jede, jeden, chaque, cada, par"),
    (
        Elsewhere,
        "previous incident, previous incidents, previous outage, previous outages, prior incident, \
         prior incidents, prior outage, earlier incident, earlier incidents, earlier outage, past incident, \
         past incidents, past outages, last year, last year's, last month, last month's, last week, last week's, \
         last quarter, last time, last spring, last summer, last autumn, last winter, last incident, last outage, \
         similar incident, similar incidents, similar outage, another incident, another outage, other incident, \
         other incidents, other outages, historically, history, usually, normally, typically, generally, typical, \
         usual, median, mean, unlike, in the past, years ago, months ago, weeks ago, year before, month before, \
         week before, a year ago, a month ago, vendor's outage, provider's outage, letztes jahr, letzten monat, \
         im vergangenen, l'année dernière, le mois dernier, el año pasado, el mes pasado, on average, averages, \
         averaged, in general, most incidents, often, sometimes, ordinarily, as a rule, best case, worst case, \
         industry, competitor, previously, back then, that time, same failure, precedent, first incident, \
         second incident, predecessor, earlier this year, earlier this month, earlier that month, \
         earlier that year",
    ),
    (
        Contrast,
        "but, although, though, while, whereas, however, yet, despite, instead, instead of, rather than, \
         compared, versus, vs, against, aber, obwohl, mais, bien que, pero, aunque",
    ),
    (Thing(Causes), "root causes, causes, contributing factors, contributing causes, factors, ursachen, causas"),
    (
        Thing(Actions),
        "action items, actions, corrective actions, follow ups, followups, follow up actions, remediation items, \
         maßnahmen, acciones",
    ),
    (
        Thing(Uncounted),
        "customers, users, kunden, clients, clientes, usuarios, nutzer, utilisateurs, accounts, tenants, merchants, people, subscribers, visitors, patients, players, \
         members, organisations, organizations, companies, requests, calls, orders, payments, transactions, \
         messages, jobs, builds, servers, nodes, hosts, pods, instances, regions, tickets, complaints, reports, \
         teams, deployments, releases, failures, times, attempts, records, rows, emails, files, shops, stores, \
         queries",
    ),
    (Am, "am"),
    (Pm, "pm"),
    (Zone(0), "utc, gmt, z"),
    (Zone(60), "cet, mez, bst"),
    (Zone(120), "cest, mesz, eet"),
    (Zone(180), "eest, msk"),
    (Zone(-300), "est, cdt"),
    (Zone(-240), "edt"),
    (Zone(-360), "cst, mdt"),
    (Zone(-420), "mst, pdt"),
    (Zone(-480), "pst"),
    (Zone(540), "jst, kst"),
    (Zone(600), "aest"),
    (Zone(660), "aedt"),
    (Zone(-180), "brt"),
    (Zone(480), "sgt, hkt"),
    (Zone(720), "nzst"),
    (Zone(780), "nzdt"),
    (Month(1), "january, jan, januar, janvier, enero"),
    (Month(2), "february, feb, februar, février, febrero"),
    (Month(3), "march, mar, märz, mars, marzo"),
    (Month(4), "april, apr, avril, abril"),
    (Month(5), "mai, mayo"),
    (Month(6), "june, jun, juni, juin, junio"),
    (Month(7), "july, jul, juli, juillet, julio"),
    (Month(8), "august, aug, août, agosto"),
    (Month(9), "september, sep, septembre, septiembre"),
    (Month(10), "october, oct, oktober, okt, octobre, octubre"),
    (Month(11), "november, nov, novembre, noviembre"),
    (Month(12), "december, dec, dezember, dez, décembre, diciembre"),
    (Uhr, "uhr, o'clock"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_meaning() {
        for pair in IN_ORDER.windows(2) {
            assert_ne!(pair[0].0, pair[1].0, "{:?} and {:?}", pair[0].1, pair[1].1);
        }
    }

    #[test]
    fn the_longest_entry_counts_and_only_whole_words() {
        for (text, found) in [
            ("more than two", Some((Hedge(AtLeast), 9))),
            ("greater thanks", None),
            ("a half", Some((Article, 1))),
            ("hour-long", Some((Unit(3_600_000), 4))),
            ("hourly", None),
            ("couldn’t log in", Some((State(Outage), "couldn’t".len()))),
            ("時間半", Some((Unit(3_600_000), 6))),
            ("朝", Some((Other, 3))),
        ] {
            assert_eq!(look_up(text), found, "{text}");
        }
    }
}
