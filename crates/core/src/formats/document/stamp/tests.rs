use std::fmt::Write as _;

use super::super::tokens::tokens;
use super::*;

/// "2024-03-05 14:10:07 UTC ~ .. 2024-…", with what is not said left out.
fn show(stamp: &Stamp) -> String {
    let mut text = String::new();
    if stamp.about {
        text.push('~');
    }
    if let Some(date) = stamp.date {
        let year = date.year.map_or("?".to_owned(), |year| year.to_string());
        let _ = match date.day {
            DayOfYear::Known(month, day) => write!(text, "{year}-{month:02}-{day:02} "),
            DayOfYear::Either(a, b) => write!(text, "{year}-{a}/{b} "),
            DayOfYear::Next(days) => write!(text, "+{days} "),
            DayOfYear::Weekday(day) => write!(text, "weekday {day} "),
            DayOfYear::Nth(day) => write!(text, "day {day} "),
            DayOfYear::OfMonth(day) => write!(text, "the {day}. "),
        };
    }
    if let Some(clock) = stamp.clock {
        let _ = write!(text, "{:02}:{:02}", clock.hour, clock.minute);
        if clock.second > 0 {
            let _ = write!(text, ":{:02}", clock.second);
        }
    }
    if let Some(zone) = &stamp.zone {
        let _ = write!(text, " {}", zone.0);
    }
    if let Some((origin, seconds)) = stamp.offset {
        let _ = write!(text, "{origin:?}{seconds:+}");
    }
    if stamp.gap != Gap::No {
        let _ = write!(text, " {:?}", stamp.gap);
    }
    text.trim().replace("  ", " ")
}

fn read(line: &str) -> String {
    let hints = Hints::default();
    let Some(stamped) = leading(line, &tokens(line), &hints) else { return "none".to_owned() };
    let to = stamped.to.as_ref().map_or(String::new(), |to| format!(" .. {}", show(to)));
    format!("{}{to} | {}", show(&stamped.from), line.get(stamped.end..).unwrap_or("").trim()).trim().to_owned()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one list of what is written and what is read")]
fn times_at_the_beginning_of_an_entry() {
    let mut wrong = Vec::new();
    for (line, wanted) in [
        ("2023-09-18 13:42 Team noticed", "2023-09-18 13:42 | Team noticed"),
        ("20.07., 11:00 Neustart", "?-07-20 11:00 | Neustart"),
        ("翌 0:40 完了", "+1 00:40 | 完了"),
        ("翌15日10時 照合", "+1 10:00 | 照合"),
        ("次日凌晨 0:15 降级", "+1 00:15 | 降级"),
        ("12日 00:45 恢复", "the 12. 00:45 | 恢复"),
        ("le lendemain à 8 h : vérification", "+1 08:00 | : vérification"),
        ("am nächsten Tag um 9 Uhr Nachlese", "+1 09:00 | Nachlese"),
        ("de volgende dag 9u00 Nabespreking", "+1 09:00 | Nabespreking"),
        ("10:05 après redémarrage", "10:05 | après redémarrage"),
        ("晚上 10:50 扩容", "22:50 | 扩容"),
        ("深夜1時 再起動", "01:00 | 再起動"),
        ("中午 11:50 告警", "11:50 | 告警"),
        ("밤 11시 복구", "23:00 | 복구"),
        ("в 3 часа ночи откат", "03:00 | откат"),
        ("a las 11 de la noche se cayó", "23:00 | se cayó"),
        ("vers 9 h premiers appels", "~09:00 | premiers appels"),
        ("10 h 30 env. mise en place", "~10:30 | mise en place"),
        ("ore 7:30 circa - riavvio", "~07:30 | - riavvio"),
        ("ok. godz. 19:10 – dyżurny", "~19:10 | – dyżurny"),
        ("Cirka kl. 08.50 ringde", "~08:50 | ringde"),
        ("7. auf den 8. November 2024 Wartung", "2024-11-07 .. 2024-11-08 | Wartung"),
        ("T+1h12 : retour", "Zero+4320 | : retour"),
        ("09/04 17h40 mise en production", "?-9/4 17:40 | mise en production"),
        ("22/Apr/25 16:02 deploy", "2025-04-22 16:02 | deploy"),
        ("03-26 ~17:40 start", "~?-03-26 17:40 | start"),
        ("09:?? migration", "Date | migration"),
        ("14:3x rerun", "Date | rerun"),
        ("2023-09-18 15.26 Compared", "2023-09-18 15:26 | Compared"),
        ("– 2024-04-15 15:53: Applied", "2024-04-15 15:53 | : Applied"),
        ("15:35 – Plan pushed", "15:35 | – Plan pushed"),
        ("**21:45 UTC** - Deploy", "21:45 UTC | ** - Deploy"),
        ("**22:30 UTC (Oct 29)** - Incident", "?-10-29 22:30 UTC | ** - Incident"),
        ("Jan 14, 10:18 AM", "?-01-14 10:18 |"),
        ("Jan 16, 12:52 PM", "?-01-16 12:52 |"),
        ("2:54 PM PST: merged", "14:54 -08:00 | : merged"),
        ("[13:26] @x reports", "13:26 | @x reports"),
        ("[???] IOPS reached", "Date | IOPS reached"),
        ("2018-08-22, 03:26pm: first", "2018-08-22 15:26 | : first"),
        ("Between 2023-07-10 to 2023-07-16", "2023-07-10 .. 2023-07-16 |"),
        ("**October 20, 07:20-09:03** - x", "?-10-20 07:20 .. 09:03 | ** - x"),
        ("**October 20-23** - Status", "?-10-20 .. ?-10-23 | ** - Status"),
        ("October 24, ~18:00 - x", "~?-10-24 18:00 | - x"),
        ("June 10, 2026, 5:45 UTC — Root", "2026-06-10 05:45 UTC | — Root"),
        ("**10:44:51 UTC:** Incident", "10:44:51 UTC | :** Incident"),
        ("~10:45 UTC: Monitoring", "~10:45 UTC | : Monitoring"),
        ("2026-03-22 09:28 〜 2026-03-23 07:37", "2026-03-22 09:28 .. 2026-03-23 07:37 |"),
        ("~2025-03-03 19:30", "~2025-03-03 19:30 |"),
        ("2020-12-21 HH:mm", "2020-12-21 Clock |"),
        ("2019-12-03 --:--", "2019-12-03 Clock |"),
        ("2021/22-??-?? HH:mm", "Date |"),
        ("2022-05-?? HH:mm", "Date |"),
        ("13:34 UTC on 04 March 2026 – Automated", "2026-03-04 13:34 UTC | – Automated"),
        ("At 14:05 UTC we saw", "14:05 UTC | we saw"),
        ("15h26 : alerte", "15:26 | : alerte"),
        ("à 15 h 26, alerte", "15:26 | , alerte"),
        ("15.26 Uhr: Alarm", "15:26 | : Alarm"),
        ("gegen 15 Uhr: Alarm", "~15:00 | : Alarm"),
        ("5. März 2024, 14:05 Uhr – Alarm", "2024-03-05 14:05 | – Alarm"),
        ("05.03.2024 14:05", "2024-03-05 14:05 |"),
        ("5 de marzo de 2024, 14:05 h", "2024-03-05 14:05 |"),
        ("Le 5 mars 2024 à 14h05", "2024-03-05 14:05 |"),
        ("2024年3月5日 14時05分 検知", "2024-03-05 14:05 | 検知"),
        ("午後3時26分頃 検知", "~15:26 | 検知"),
        ("14:05頃", "~14:05 |"),
        ("오후 3시 26분 감지", "15:26 | 감지"),
        ("02-13-2025 11:00 pm", "2025-02-13 23:00 |"),
        ("04:49 PM UTC", "16:49 UTC |"),
        ("11:21a alert", "11:21 | alert"),
        ("20:07 EDT (00:07 UTC) x", "20:07 -04:00 | x"),
        ("20:07 (00:07 UTC) x", "00:07 UTC | x"),
        ("00:25 - 00:29 AM x", "00:25 .. 00:29 | x"),
        ("11:00 - 1:00 pm x", "11:00 .. 13:00 | x"),
        ("22:04-23:00 UTC x", "22:04 UTC .. 23:00 UTC | x"),
        ("10:00 - 20 servers rebooted", "10:00 | - 20 servers rebooted"),
        ("13:55 PM x", "13:55 | x"),
        ("13:55 AM x", "13:55 | x"),
        ("[03-26 17:40] Node upgrade", "?-03-26 17:40 | Node upgrade"),
        ("1. 6:10:34 PM x", "18:10:34 | x"),
        ("February 15, 2024: 7:56am UTC", "2024-02-15 07:56 UTC |"),
        ("Mar 14, 2025 - 18:00 UTC: x", "2025-03-14 18:00 UTC | : x"),
        ("25:71 x", "Impossible | x"),
        ("Mon 09:00 alert", "weekday 0 09:00 | alert"),
        ("Dienstag, 14.05 Uhr – Alarm", "weekday 1 14:05 | – Alarm"),
        ("Wednesday", "weekday 2 |"),
        ("2024. március 5., 14:05 riasztás", "2024-03-05 14:05 | riasztás"),
        ("ngày 5 tháng 3 năm 2024", "2024-03-05 |"),
        ("14 heures 05 : alerte", "14:05 | : alerte"),
        ("2:10 p. m. caída", "14:10 | caída"),
        ("Ao meio-dia: alerta", "12:00 | : alerta"),
        ("早上9点20分 告警", "09:20 | 告警"),
        ("밤 11시 5분 장애", "23:05 | 장애"),
        ("25:05 alert", "Impossible | alert"),
        ("T+5 min page", "Zero+300 | page"),
        ("T+00:05 page", "Zero+300 | page"),
        ("+5 min page", "Zero+300 | page"),
        ("5 minutes later the page", "Before+300 | the page"),
        ("Sun, Oct 31 21:33", "?-10-31 21:33 |"),
        ("Tue Mar 5 14:05:00 UTC 2024", "?-03-05 14:05 UTC | 2024"),
        ("2024-03-05T14:05:07Z - x", "2024-03-05 14:05:07 UTC | - x"),
        ("2024-03-05T14:05:07.123+01:00 - x", "2024-03-05 14:05:07 +01:00 | - x"),
        ("0930Z alert", "09:30 UTC | alert"),
        ("1405 UTC alert", "14:05 UTC | alert"),
        ("02:15 (+1) restored", "+1 02:15 | restored"),
        ("02:15 next day: restored", "+1 02:15 | : restored"),
        ("noon: x", "12:00 | : x"),
        ("24/07/25", "2025-07-24 |"),
        ("04/03/2026 13:00", "2026-4/3 13:00 |"),
        ("1.28.3 was released", "none"),
        ("3 servers down", "none"),
        ("Restarted 13:00", "none"),
        ("May have failed", "none"),
        ("99.9 % of requests", "none"),
        ("from 10:00 to 10:20 UTC: x", "10:00 UTC .. 10:20 UTC | : x"),
        ("entre 10:00 y 10:20: x", "10:00 .. 10:20 | : x"),
    ] {
        if read(line) != wanted {
            wrong.push(format!("{line}: {} and not {wanted}", read(line)));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn times_at_the_end_of_an_entry() {
    let hints = Hints::default();
    for (line, wanted) in [
        ("First detected: 2021-11-05 9:29", Some("2021-11-05 09:29")),
        ("Alert fired (14:05 UTC)", Some("14:05 UTC")),
        ("Restarted at 13:00 and left", None),
    ] {
        let found = trailing(line, &tokens(line), &hints).map(|stamped| show(&stamped.from));
        assert_eq!(found.as_deref(), wanted, "{line}");
    }
}
