//! What the words of an entry say about the course of an incident: that it began, was noticed, was over. Proposals, for
//! whoever reads the document to confirm.

use std::sync::LazyLock;

use super::phrases::Phrases;
use super::words::fold;
use crate::incident::{EventKind, ImpactLevel, Milestone};

/// Phrases that mark a milestone, the plainest first: of two entries the one with the plainer phrase counts.
static MARKS: LazyLock<Phrases<Milestone>> = LazyLock::new(|| Phrases::new(ROWS));

/// The rows of [`MARKS`].
static ROWS: &[(Milestone, &str)] = &[
    (
        Milestone::Started,
        "outage begins|outage began|outage starts|outage started|start of outage|beginning of outage|impact begins|impact began|impact starts|impact started|start of impact|customer impact began|storung beginnt|beginn der storung|beginn des ausfalls|debut de la panne|debut de l'incident|debut de l'interruption|inicio del incidente|inicio de la caida|inicio do incidente|inizio del disservizio|begin van de storing|障害発生|障害開始|故障开始|故障发生|장애 발생|장애 시작",
    ),
    (
        Milestone::Started,
        "incident begins|incident began|incident starts|incident started|issue begins|issue began|issue started|begins to fail|begin to fail|start to fail|starts to fail|start failing|starts failing|started failing|began failing|begin failing|errors begin|errors began|errors start|errors started|goes down|went down|service degradation begins|non-compliance start|stops responding|stopped responding|first publishing failures|first failures|first errors|ausfall beginnt|tombe en panne|deja de responder|发生",
    ),
    (
        Milestone::Detected,
        "first detected|first alert|incident detected|issue detected|first noticed|become aware|became aware|becomes aware|detected by|erkannt|entdeckt|incident detecte|detection de l'incident|incidente detectado|detectado|detectada|обнаружен|обнаружена|обнаружено|обнаружили|wykryto|rilevato|rilevata|gedetecteerd|ontdekt|検知|감지|发现",
    ),
    (
        Milestone::Detected,
        "alert fires|alert fired|alert triggered|alerts triggered|alerts fire|alerts fired|alert received|alerts received|alert pages|alerted|paged|pages|page sent|pagerduty|alarm|detected|detects|monitoring detects|first error reported|first report|customer report|customer reports|user reports|users report|reports of|reported that|reports that|noticed|notices|alert|alarm ausgelost|alarm schlagt an|schlagt an|schlug unsere uberwachung an|alarmiert|erste meldungen|ruft an|melden|meldet|meldeten|bemerkt|gemeldet|alerte|alertes|alertee|premiers appels|signalement|signalements|signale|alerta|alertas|reportan|reporta|primeras quejas|primeiras reclamacoes|avviso|allarme|segnalazione|segnalazioni|melding|meldingen|alarm|alert|zgloszenia|larmar|larm|алерт|жалобы|тревога|アラート|報告|告警|报警|报告|알림|알람|경고|신고",
    ),
    (
        Milestone::Acknowledged,
        "acknowledged|acknowledges|acknowledge|acked|ack|incident declared|declared an incident|declares an incident|incident begins|incident opened|on-call engineer responds|quittiert|vorfall ausgerufen|rufbereitschaft ubernimmt|bereitschaft ubernimmt|ubernimmt|prise en compte|pris en charge|prise en charge|acuse de recibo|reconhecido|plantonista assume|preso in carico|presa in carico|opgepakt|pakt het op|bekraftar|bekrefter|bekraefter|potwierdza zgloszenie|przyjal zgloszenie|przyjeto zgloszenie|взял в работу|взял инцидент в работу|взят в работу|подтвердил|対応開始|対応を開始|确认告警|确认收到|대응 시작",
    ),
    (
        Milestone::Acknowledged,
        "begin investigating|began investigating|begins investigating|started investigating|starts investigating|investigation begins|investigation began|investigation started|begins looking|starts looking|started looking|starts troubleshooting|begins troubleshooting|joins the|joined the|joins into|untersuchung beginnt|beginnt mit der|debut de l'investigation|comienza la investigacion|inicia la investigacion|inicio da investigacao|начали расследование|начал расследование|調査開始|調査を開始|开始排查|开始调查|조사 시작",
    ),
    (
        Milestone::Mitigated,
        "outage mitigated|mitigated|mitigation applied|mitigation complete|mitigation deployed|incident repaired|repaired|impact mitigated|entscharft|attenue|mitigado|緩和|止血|완화",
    ),
    (
        Milestone::Mitigated,
        "service restored|services restored|service is restored|availability is restored|restored|recovered|back online|back up|temporary fix|fix deployed|fix applied|fix rolled out|fix is deployed|hotfix deployed|rollback complete|rollback completed|rollback finished|rolled back|reverted|wiederhergestellt|zuruckgerollt|zuruckgespielt|retabli|retablie|retour arriere|restablecido|restaurado|restablecida|revertido|rollback concluido|ripristinato|ripristinata|hersteld|teruggedraaid|wycofano|wycofanie wdrozenia|przywrocono|откат завершен|восстановлен|восстановлена|восстановлено|切り戻し|復旧|ロールバック完了|恢复|回滚完成|복구|롤백 완료",
    ),
    (
        Milestone::Resolved,
        "outage ends|outage ended|outage over|end of outage|all clear|impact ends|impact ended|incident ends|incident ended|incident resolved|incident closed|issue resolved|fully resolved|declared resolved|declared as resolved|incident is resolved|end of impact|non-compliance end|storung behoben|ende der storung|storung beendet|vorfall geschlossen|incident resolu|incident clos|fin de l'incident|fin de la panne|incidente resuelto|incidente cerrado|fin del incidente|koniec awarii|awaria usunieta|полностью восстановлен|инцидент закрыт|сбои устранен|incidente resolvido|incidente encerrado|incidente risolto|storing opgelost|entwarnung|解消|完全復旧|復旧宣言|クローズ|已解决|故障恢复|故障解除|全部恢复|장애 해소|장애 종료|지연 해소|해결",
    ),
    (
        Milestone::Resolved,
        "resolved|fully recovered|full recovery|fully restored|full service restored|fully operational|back to normal|returned to normal|normal again|error rate normal|systems normal|normal operation|all systems operational|verified operational|gelost|behoben|normalbetrieb|laufen wieder|fungerar igen|fungerer igen|virker igen|weer normaal|lopen weer|wieder erreichbar|wieder normal|resolu|repond a nouveau|retour a la normale|resuelto|normalidad|vuelve a funcionar|normalizado|normalizada|normalizadas|resolvido|risolto|opgelost|dziala prawidlowo|dziala poprawnie|解決|正常化|恢复正常|정상화",
    ),
];

/// Words before a phrase that turn it round.
const NEGATIONS: [&str; 14] = [
    "not",
    "un",
    "isn't",
    "wasn't",
    "never",
    "cannot",
    "nicht",
    "ne",
    "no",
    "kein",
    "partially",
    "will be",
    "to be",
    "once",
];

/// The milestone that an entry's words mark, and how plainly: 0 is plainest.
pub fn milestones_in(text: &str) -> Vec<(Milestone, usize)> {
    let head: String = text.chars().take(400).collect();
    let folded = fold(&head);
    let mut rows: Vec<usize> = MARKS
        .matches(&folded)
        .filter(|found| !is_negated(&folded, found.start, found.end))
        .map(|found| found.row)
        .collect();
    rows.sort_unstable();
    let mut found: Vec<(Milestone, usize)> = Vec::new();
    for (rank, milestone) in rows.into_iter().filter_map(|row| Some((row % 2, ROWS.get(row)?.0))) {
        if !found.iter().any(|(known, _)| *known == milestone) {
            found.push((milestone, rank));
        }
    }
    found
}

/// `true` when what stands around a phrase turns it round.
fn is_negated(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or("").trim_end();
    NEGATIONS.iter().any(|word| {
        before.ends_with(word) && before.strip_suffix(word).is_none_or(|rest| rest.is_empty() || rest.ends_with(' '))
    }) || text.get(end..).is_some_and(|rest| {
        let rest = rest.trim_start();
        ["not ", "failed", "did not", "unsuccessful", "initiated", "attempt"].iter().any(|word| rest.starts_with(word))
    })
}

/// Phrases that say how badly something is hit, the worst first.
static LEVELS: LazyLock<Phrases<ImpactLevel>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            ImpactLevel::Full,
            "outage begins|outage began|outage starts|outage started|start of outage|goes down|went down|crash|crashes|crashed|unavailable|complete outage|full outage|totally down|site down|is down|ausfall|panne|caida|停止|全面停止|宕机|중단",
        ),
        (
            ImpactLevel::Degraded,
            "degraded|degradation|slow|latency|slowness|intermittent|timeouts|langsam|lent|ralentissements|lento|遅延|延迟|지연",
        ),
        (
            ImpactLevel::Partial,
            "errors|error rate|failing|failures|fail|some users|some customers|subset|partial|fehler|erreurs|errores|エラー|错误|오류",
        ),
    ])
});

/// How badly something is hit when this begins: an outage, a crash, a slow service. `None` for what says nothing of it.
pub fn level_of(text: &str) -> Option<ImpactLevel> {
    LEVELS.first(&fold(text)).copied()
}

/// Phrases that say what sort of thing an entry tells; the first row counts.
static KINDS: LazyLock<Phrases<EventKind>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            EventKind::Communication,
            "status page|statuspage|announced|announces|announcement|notified|notifies|informed|posted|tweet|communicated|update sent|mailing list|statusseite|informiert|communique|comunicado|お知らせ|公告|공지",
        ),
        (
            EventKind::Diagnosis,
            "root cause|identified|identifies|discovered|determined|determines|found that|traced|diagnosed|realised|realizes|realized|ursache|identifie|identificado|原因特定|原因を特定|定位|원인 파악|원인 확인",
        ),
        (
            EventKind::Escalation,
            "escalated|escalates|paged|pages|pinged|pings|called in|loops in|contacted|eskaliert|escalade|escalado|エスカレーション|升级",
        ),
        (
            EventKind::Change,
            "deployed|deploy|deployment|released|release|merged|change|changed|upgraded|upgrade|migration|rolled out|rollout|pushed|ausgerollt|deploye|deploiement|desplegado|despliegue|リリース|デプロイ|发布|上线|배포",
        ),
        (
            EventKind::Mitigation,
            "rolled back|rollback|revert|reverted|restarted|restart|scaled|disabled|fix|fixed|neustart|redemarrage|reinicio|再起動|回滚|重启|재시작",
        ),
        (EventKind::Recovery, "recovered|recovers|restored|recovery|normal"),
        (
            EventKind::Symptom,
            "errors|error|failing|fails|failures|crash|crashes|down|latency|slow|fehler|erreurs|errores|エラー|报错|오류",
        ),
    ])
});

/// What sort of thing an entry tells.
pub fn kind_of(text: &str, milestone: Option<Milestone>) -> EventKind {
    match milestone {
        Some(Milestone::Started) => return EventKind::Symptom,
        Some(Milestone::Detected) => return EventKind::Detection,
        Some(Milestone::Acknowledged) => return EventKind::Response,
        Some(Milestone::Mitigated) => return EventKind::Mitigation,
        Some(Milestone::Resolved) => return EventKind::Recovery,
        None => {}
    }
    let head: String = text.chars().take(300).collect();
    let folded = fold(&head);
    KINDS.first(&folded).copied().unwrap_or(EventKind::Note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mark_milestones() {
        for (text, milestone) in [
            ("OUTAGE BEGINS — checkouts start to fail", Some(Milestone::Started)),
            ("Alert CheckoutErrorRateHigh fires, on-call paged", Some(Milestone::Detected)),
            ("on-call engineer acknowledges", Some(Milestone::Acknowledged)),
            ("OUTAGE MITIGATED, rollback finished", Some(Milestone::Mitigated)),
            ("Rollback finished", Some(Milestone::Mitigated)),
            ("All clear", Some(Milestone::Resolved)),
            ("The issue is not resolved yet", None),
            ("Rolled back initiated", None),
            ("Störung behoben", Some(Milestone::Resolved)),
            ("検知: ユーザーが報告", Some(Milestone::Detected)),
            ("Deployed change 4711", None),
        ] {
            assert_eq!(milestones_in(text).first().map(|(milestone, _)| *milestone), milestone, "{text}");
        }
    }
}
