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
        "outage begins|outage began|outage starts|outage started|start of outage|beginning of outage|impact begins|impact began|impact starts|impact started|start of impact|customer impact began|storung beginnt|beginn der storung|beginn des ausfalls|debut de la panne|debut de l'incident|debut de l'interruption|inicio del incidente|inicio de la caida|inicio do incidente|inizio del disservizio|begin van de storing|障害発生|障害開始|故障开始|故障发生|장애 발생|장애 시작|начало инцидента|начало сбоя|начался сбои|начался инцидент|poczatek awarii|poczatek incydentu|comeco do incidente|inicio de la incidencia|comienza la incidencia|inizio incidente|inizio dell'incidente|start van de storing|storning borjar|サービス停止|障害が発生|出现故障|장애가 발생|장애발생|початок інциденту|початок збою|bat dau su co|بداية العطل",
    ),
    (
        Milestone::Started,
        "incident begins|incident began|incident starts|incident started|issue begins|issue began|issue started|begins to fail|begin to fail|start to fail|starts to fail|start failing|starts failing|started failing|began failing|begin failing|errors begin|errors began|errors start|errors started|goes down|went down|service degradation begins|non-compliance start|stops responding|stopped responding|first publishing failures|first failures|first errors|ausfall beginnt|tombe en panne|deja de responder|发生|przestaje odpowiadac|przestal odpowiadac|przestaje dzialac|przestal dzialac|недоступен|недоступна|недоступны|перестал отвечать|перестала отвечать|перестал работать|перестала работать|упал|упала|посыпались|начались ошибки|рост ошибок|comecam os erros|comecam a falhar|comienzan los errores|empiezan los errores|comienzan a fallar|smette di rispondere|smettono di rispondere|iniziano gli errori|premieres erreurs|premiers echecs|ne repond plus|ne repondent plus|reagiert nicht mehr|nicht mehr erreichbar|erste fehler|fehler treten auf|niet meer bereikbaar|slutar svara|svarar inte|svarer ikke|leall|lakkaa vastaamasta|prestal odpovidat|prestava odpovidat|hatalari basladi|エラーが増加|エラー率が上昇|エラーが発生|つながらなく|接続できなく|开始报错|大量报错|出现异常|开始失败|오류 발생|오류가 발생|에러 발생|접속 불가|실패율 급증|오류 급증|зросла кількість помилок|почали падати|недоступнии|перестав відповідати|mulai gagal|tidak dapat diakses|bat dau loi|ngung hoat dong|بدأت الأخطاء|توقفت الخدمة|prestaje odgovarati|prestal odpovedati|nu mai raspunde|slutter a svare|holder op med at svare|kan ikke logge|lakkaa toimimasta|yanit vermiyor|spadl|spadla",
    ),
    (
        Milestone::Detected,
        "first detected|first alert|incident detected|issue detected|first noticed|become aware|became aware|becomes aware|detected by|erkannt|entdeckt|incident detecte|detection de l'incident|incidente detectado|detectado|detectada|обнаружен|обнаружена|обнаружено|обнаружили|wykryto|rilevato|rilevata|gedetecteerd|ontdekt|検知|감지",
    ),
    (
        Milestone::Detected,
        "alert fires|alert fired|alert triggered|alerts triggered|alerts fire|alerts fired|alert received|alerts received|alert pages|alerted|paged|pages|page sent|pagerduty|alarm|detected|detects|monitoring detects|first error reported|first report|customer report|customer reports|user reports|users report|reports of|reported that|reports that|noticed|notices|alert|alarm ausgelost|alarm schlagt an|schlagt an|schlug unsere uberwachung an|alarmiert|erste meldungen|ruft an|melden|meldet|meldeten|bemerkt|gemeldet|alerte|alertes|alertee|premiers appels|signalement|signalements|signale|alerta|alertas|reportan|reporta|primeras quejas|primeiras reclamacoes|avviso|allarme|segnalazione|segnalazioni|melding|meldingen|alarm|alert|zgloszenia|larmar|larm|алерт|жалобы|тревога|アラート|報告|告警|报警|报告|发现|알림 수신|알림 발생|경보|알람|경고|신고|сработал|сработали|обращения|сообщили|сообщают|жалуются|пожаловались|alertu|zglaszaja|alarme|sonne|riasztas|riasztast|alarmi|halytys|hlaseni|upozorneni|uyari|発報|通報|問い合わせ|反馈|投诉|문의|제보|알람 수신|спрацював|спрацювала|скарги|повідомили|peringatan|canh bao|nhan canh bao|تنبيه|إنذار|alertă|alerta de la|varsel|varsling|varslet|upozorenje|сигнал|avisos de clientes",
    ),
    (
        Milestone::Acknowledged,
        "acknowledged|acknowledges|acknowledge|acked|ack|incident declared|declared an incident|declares an incident|incident begins|incident opened|on-call engineer responds|quittiert|vorfall ausgerufen|rufbereitschaft ubernimmt|bereitschaft ubernimmt|ubernimmt|prise en compte|pris en charge|prise en charge|acuse de recibo|reconhecido|plantonista assume|preso in carico|presa in carico|opgepakt|pakt het op|bekraftar|bekrefter|bekraefter|potwierdza zgloszenie|przyjal zgloszenie|przyjeto zgloszenie|взял в работу|взял инцидент в работу|взят в работу|подтвердил|対応開始|対応を開始|确认告警|确认收到|대응 시작|принял в работу|приступил к|дежурныи подтвердил|подтверждает|potwierdzil|przyjmuje zgloszenie|podejmuje zgloszenie|acusa recibo|asume el incidente|se hace cargo|prend en charge|prend l'incident|prend la main|astreinte previent|ubernommen|ticket ubernommen|oppakt|kvitterer|kvitterar|nyugtazza|nyugtazta|mudahale etti|prevzal|確認し対応|対応に着手|接手|接警|响应告警|介入|대응에 착수|담당자 확인|장애 인지|підтвердив|підтвердила|взяв у роботу|взяла у роботу|взяв інцидент|picks up|picked up|taken by|preuzeo|preuzima|assume o incidente|preia incidentul",
    ),
    (
        Milestone::Acknowledged,
        "begin investigating|began investigating|begins investigating|started investigating|starts investigating|investigation begins|investigation began|investigation started|begins looking|starts looking|started looking|starts troubleshooting|begins troubleshooting|joins the|joined the|joins into|untersuchung beginnt|beginnt mit der|debut de l'investigation|comienza la investigacion|inicia la investigacion|inicio da investigacao|начали расследование|начал расследование|調査開始|調査を開始|开始排查|开始调查|조사 시작|начали разбираться|начал разбираться|начата диагностика|rozpoczeto analize|rozpoczecie analizy|rozpoczynaja analize|beginnt mit der analyse|analyse beginnt|fehlersuche|debut des investigations|debut de l'analyse|comienzan las investigaciones|se inicia la investigacion|inizio delle indagini|inizia l'analisi|onderzoek gestart|borjar felsoka|調査に着手|开始定位|展开排查|着手排查|원인 분석 시작|조사를 시작|원인 파악 시작|mulai investigasi|bat dau dieu tra|starter feilsoking|begynner feilsoking|i gang med fejlsogning|starter fejlsogning|почали розслідування|aloitetaan selvitys|incep investigatiile",
    ),
    (
        Milestone::Mitigated,
        "outage mitigated|mitigated|mitigation applied|mitigation complete|mitigation deployed|incident repaired|repaired|impact mitigated|entscharft|attenue|mitigado|緩和|止血|완화|смягчен|zlagodzono|mitigacja|atenuado|mitigato|応急対応|暫定対応|暫定復旧|临时恢复|임시 조치|우회 조치",
    ),
    (
        Milestone::Mitigated,
        "service restored|services restored|service is restored|availability is restored|restored|recovered|back online|back up|temporary fix|fix deployed|fix applied|fix rolled out|fix is deployed|hotfix deployed|rollback complete|rollback completed|rollback finished|rolled back|reverted|wiederhergestellt|zuruckgerollt|zuruckgespielt|retabli|retablie|retour arriere|restablecido|restaurado|restablecida|revertido|rollback concluido|ripristinato|ripristinata|hersteld|teruggedraaid|wycofano|wycofanie wdrozenia|przywrocono|откат завершен|восстановлен|восстановлена|восстановлено|切り戻し|復旧|ロールバック完了|恢复|回滚完成|복구|롤백 완료|przywrocona|przywrocony|wycofano zmiane|wycofano zmiany|wdrozono poprawke|откатили|откат выполнен|откатился|восстановлены|восстановились|восстановилась|восстановился|исправление выложено|parche desplegado|se despliega el parche|rollback completado|correctif deploye|correction deployee|servico restabelecido|restabelecido|restabelecida|correcao aplicada|tornato online|torna online|obnovena|obnoveno|obnoven|helyreallt|visszaallt|palautettu|palautui|restaurat|geri alindi|aterstallt|gjenopprettet|genoprettet|切り戻し完了|切戻し|回滚成功|已回滚|切换完成|롤백을 완료|복구 완료|복구됨|відновлено|відновлена|відкотили|layanan pulih|pulih|khoi phuc|da khoi phuc|عادت الخدمة|restabilit|restabilita|rullet tilbake|rulles tilbage|rullas tillbaka|vracena|vraceno|възстановен|възстановена",
    ),
    (
        Milestone::Resolved,
        "outage ends|outage ended|outage over|end of outage|all clear|impact ends|impact ended|incident ends|incident ended|incident resolved|incident closed|issue resolved|fully resolved|declared resolved|declared as resolved|incident is resolved|end of impact|non-compliance end|storung behoben|ende der storung|storung beendet|vorfall geschlossen|incident resolu|incident clos|fin de l'incident|fin de la panne|incidente resuelto|incidente cerrado|fin del incidente|koniec awarii|awaria usunieta|полностью восстановлен|инцидент закрыт|сбои устранен|incidente resolvido|incidente encerrado|incidente risolto|storing opgelost|entwarnung|解消|完全復旧|復旧宣言|クローズ|已解决|故障恢复|故障解除|全部恢复|장애 해소|장애 종료|지연 해소|해결|инцидент завершен|инцидент закрыли|инцидент исчерпан|incydent zamkniety|zamkniecie incydentu|awaria zakonczona|incidencia resuelta|fin de la incidencia|fim do incidente|fine dell'incidente|incident gesloten|einde storing|incident lukket|incident stangd|storningen over|復旧を確認|障害復旧|故障结束|全面恢复|完全恢复|系统恢复|服务恢复|장애 복구 완료|정상화 확인|상황 종료|інцидент закрито|insiden selesai|incident inchis",
    ),
    (
        Milestone::Resolved,
        "resolved|fully recovered|full recovery|fully restored|full service restored|fully operational|back to normal|returned to normal|normal again|error rate normal|systems normal|normal operation|all systems operational|verified operational|gelost|behoben|normalbetrieb|laufen wieder|fungerar igen|fungerer igen|virker igen|weer normaal|lopen weer|wieder erreichbar|wieder normal|resolu|repond a nouveau|retour a la normale|resuelto|normalidad|vuelve a funcionar|normalizado|normalizada|normalizadas|resolvido|risolto|opgelost|dziala prawidlowo|dziala poprawnie|解決|正常化|恢复正常|정상화|полностью восстановлена|полностью восстановлено|полностью восстановлены|работает штатно|штатныи режим|в норме|вернулось в норму|wszystko dziala|tout refonctionne|fonctionne a nouveau|normal weiter|alles wieder|funziona di nuovo|torna alla normalita|tutto regolare|volta ao normal|voltou ao normal|vuelve a la normalidad|normale dondu|normal calisiyor|duzeldi|funguje normalne|vyreseno|vyriesene|ujra mukodik|toimii normaalisti|toimii taas|正常値に戻|正常に戻|正常性を確認|正常稼働|通常運用|恢复到正常|趋于正常|정상 확인|정상 동작|정상 서비스|повністю відновлено|усунено|kembali normal|normal kembali|hoat dong binh thuong|عادت إلى العمل|عاد كل شيء|ponovno radi|ponovo radi|functioneaza normal|alt fungerer|alt virker|allt fungerar|latency back to normal",
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
            "outage begins|outage began|outage starts|outage started|start of outage|goes down|went down|crash|crashes|crashed|unavailable|complete outage|full outage|totally down|site down|is down|ausfall|panne|caida|停止|全面停止|宕机|중단|недоступен|недоступна|недоступны|недоступно|упал|упала|не работает|awaria|niedostepny|niedostepna|niedostepne|przestaje odpowiadac|przestal odpowiadac|indisponivel|fora do ar|indisponible|hors service|no disponible|irraggiungibile|non raggiungibile|smette di rispondere|nicht erreichbar|reagiert nicht mehr|onbereikbaar|slutar svara|nedostupny|nedostupna|leall|ダウン|接続不可|接続できな|不可用|无法访问|瘫痪|서비스 중단|접속 불가|다운|недоступнии|недоступне|не працює|tidak dapat diakses|ngung hoat dong|prestaje odgovarati|nu mai raspunde|lakkaa toimimasta|nede|nere",
        ),
        (
            ImpactLevel::Degraded,
            "degraded|degradation|slow|latency|slowness|intermittent|timeouts|langsam|lent|ralentissements|lento|遅延|延迟|지연|медленно|замедление|задержки|таимауты|таимаутов|wolno|opoznienia|spowolnienie|traag|trage|lentidao|lentitud|lenteur|lenteurs|rallentamenti|タイムアウト|重い|超时|缓慢|卡顿|느려|타임아웃",
        ),
        (
            ImpactLevel::Partial,
            "errors|error rate|failing|failures|fail|some users|some customers|subset|partial|fehler|erreurs|errores|エラー|错误|오류|ошибки|ошибок|ошибками|bledy|bledow|erros|errori|fouten|chyby|hatalar|hatalari|失敗|失败|报错|실패|에러|помилки|помилок|gagal|loi|أخطاء|الأخطاء|erori|virheita|greske",
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
            "status page|statuspage|announced|announces|announcement|notified|notifies|informed|posted|tweet|communicated|update sent|mailing list|statusseite|informiert|communique|comunicado|お知らせ|公告|공지|статус-страниц|уведомили|сообщили клиентам|poinformowano|komunikat|告知|周知|通知用户|안내",
        ),
        (
            EventKind::Diagnosis,
            "root cause|identified|identifies|discovered|determined|determines|found that|traced|diagnosed|realised|realizes|realized|ursache|identifie|identificado|原因特定|原因を特定|定位|원인 파악|원인 확인|причина установлена|причина наидена|нашли причину|наидена причина|выявили|обнаружили причину|przyczyne|zidentyfikowano|identificada|identifiee|individuata|gevonden|原因を確認|判明|查明|确认原因|定位到|원인을 확인|원인 식별",
        ),
        (
            EventKind::Escalation,
            "escalated|escalates|paged|pages|pinged|pings|called in|loops in|contacted|eskaliert|escalade|escalado|エスカレーション|升级",
        ),
        (
            EventKind::Change,
            "deployed|deploy|deployment|released|release|merged|change|changed|upgraded|upgrade|migration|rolled out|rollout|pushed|ausgerollt|deploye|deploiement|desplegado|despliegue|リリース|デプロイ|发布|上线|배포|деплои|выкатили|выкатка|релиз|развернули|wdrozenie|wdrozono|implantado|implantacion|rilascio|uitgerold|driftsatt|リリースを実施|上线发布|적용",
        ),
        (
            EventKind::Mitigation,
            "rolled back|rollback|revert|reverted|restarted|restart|scaled|disabled|fix|fixed|neustart|redemarrage|reinicio|再起動|回滚|重启|재시작|откат|откатили|перезапустили|перезапуск|перезагрузили|wycofano|zrestartowano|restart uslugi|reiniciado|reiniciada|riavvio|riavviato|herstart|teruggedraaid|切り戻し|再起動を実施|扩容|限流|降级|롤백|재기동",
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
