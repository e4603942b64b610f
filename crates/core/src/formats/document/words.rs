//! The words of documents, language by language, in one table, [`LANGUAGES`]: names of sections, months and weekdays, the
//! little words around times, and terms such as names of columns, status and units. A language is one more row.
//!
//! Two lists of phrases stand elsewhere, ordered by what they mean: those of milestones, impacts and kinds of events in
//! `marks`, and the names of zones in `zones`. Numbers as words, and the marks of East Asian dates, clocks and lengths, which
//! are no words, are in `stamp`.
//!
//! Words are written in small letters without accents, as [`fold`] leaves them, with `|` between those that mean the same.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::incident::LessonKind;

/// What a section of a document is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Named, and nothing that is read: background, glossary, attendees.
    Other,
    /// What happened, in a few sentences.
    Summary,
    /// Who felt what.
    Impact,
    /// What happened when.
    Timeline,
    /// Why.
    Causes,
    /// A chain of whys. Its last answer is the cause, where the document names no other.
    Whys,
    /// What set it off.
    Trigger,
    /// What was, is or will be changed.
    Actions,
    /// What was learned.
    Lessons(LessonKind),
    /// How it was noticed.
    Detection,
    /// How it was handled and ended.
    Response,
    /// The services hit.
    Services,
    /// How bad.
    Severity,
    /// How far its handling has come.
    Status,
    /// Who wrote it.
    Authors,
    /// How long.
    Duration,
    /// The day it happened.
    Day,
    /// When it began.
    Start,
    /// When it ended.
    End,
    /// Where to read more.
    Links,
    /// Words to find it by.
    Tags,
    /// Messages posted while it lasted, logs, chats and lists of contents: never events.
    Record,
}

/// The words of a language.
struct Language {
    /// What a document that tells an incident is called.
    kinds: &'static str,
    /// Twelve months, from January.
    months: &'static str,
    /// Seven weekdays, from Monday.
    weekdays: &'static str,
    /// What sections and labels are called.
    topics: &'static [(Topic, &'static str)],
    /// The little words around times.
    small: &'static [(Small, &'static str)],
    /// Everything else that is told by its words.
    terms: &'static [(Term, &'static str)],
}

/// A little word around a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Small {
    /// Before a time that is not exact.
    About,
    /// After a time that is not exact: "7:30 circa".
    AboutBehind,
    /// Before a time: at, on.
    At,
    /// Between two ends of a range.
    To,
    /// Before the first end of a range: between, from.
    From,
    /// Between two ends after "between".
    And,
    /// In a date: "5 de marzo de 2024".
    Of,
    /// After a clock of twelve hours: in the morning.
    Morning,
    /// After noon or in the evening.
    Evening,
    /// At night, before midnight or after it.
    Night,
    /// After an hour: "15 Uhr".
    Hour,
    /// Twelve o'clock by day.
    Noon,
    /// Twelve o'clock at night.
    Midnight,
    /// The day after.
    NextDay,
    /// "later", after a length.
    Later,
}

/// A word or phrase that a reader of documents looks for: a name of a column, a status, a unit. Whole words, unless it says
/// otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// The head of a column of times.
    TimeHead,
    /// The head of a column of ends.
    EndHead,
    /// The head of a column of who did it.
    ActorHead,
    /// The head of a column of what happened.
    TextHead,
    /// The head of a column of a table that is no timeline though it holds dates.
    OtherHead,
    /// The head of a column of lengths.
    LengthHead,
    /// The head of a column of numbers, alone.
    NumberHead,
    /// The head of a column of days, alone.
    WeekdayHead,
    /// A time that is not known, alone.
    Unknown,
    /// The beginning of a heading that tells what was new at a time.
    UpdateHeading,
    /// The name of a section of updates; part of a word.
    UpdatesSection,
    /// The status of an action: it will not be done.
    ActionDropped,
    /// The status of an action: it has not begun.
    ActionOpen,
    /// The status of an action: work on it goes on.
    ActionInProgress,
    /// The status of an action: it is done.
    ActionDone,
    /// The kind of an action, to prevent; part of a word.
    Prevent,
    /// The kind of an action, to detect; part of a word.
    Detect,
    /// The kind of an action, to mitigate; part of a word.
    Mitigate,
    /// The kind of an action, a process; part of a word.
    Process,
    /// The head of a column of numbers of actions, alone.
    ItemNumberHead,
    /// The head of a column of owners.
    OwnerHead,
    /// The head of a column of status.
    StatusHead,
    /// The head of a column of due dates.
    DueHead,
    /// The head of a column of priorities.
    PriorityHead,
    /// The head of a column of kinds.
    KindHead,
    /// The head of a column of links.
    LinkHead,
    /// The head of a column of the causes that actions answer.
    AnswersHead,
    /// The head of a column of actions.
    ActionHead,
    /// A text that means that there is nothing, whole.
    Nothing,
    /// A word that asks why; part of a word.
    Why,
    /// The label before a status within a text.
    StatusLabel,
    /// A word before a due date within a text.
    DueBefore,
    /// A word before the owner in a note behind an action.
    NoteOwner,
    /// A word before the due date in a note behind an action.
    NoteDue,
    /// The status of an incident: it lasts.
    Ongoing,
    /// The status of an incident: its effect is over.
    Mitigated,
    /// The status of an incident: its postmortem is done.
    Reviewed,
    /// The status of an incident: it is over.
    Resolved,
    /// A word before a length that a sentence claims.
    LengthBefore,
    /// A heading of actions that have not begun.
    GroupOpen,
    /// A heading of actions that are worked on.
    GroupInProgress,
    /// A heading of actions that are done.
    GroupDone,
    /// Two words for the day of the entry before.
    SameDay,
    /// A unit: a second.
    Second,
    /// A unit: a minute.
    Minute,
    /// A unit: an hour.
    Hour,
    /// A unit: a day.
    Day,
    /// A unit: a week.
    Week,
    /// A word before the number of a day of the incident.
    DayWord,
    /// The day after, in characters without blanks between them.
    NextDayMarks,
    /// A word beside a date that is not the incident's.
    Published,
    /// A phrase of a sentence about all times of a document.
    AllTimes,
    /// A word of a short sentence about times; part of a word.
    TimesWord,
    /// A word of a sentence about the zone of times; part of a word.
    SpeaksOfTimes,
    /// A little word that a text of that language is told by.
    Little,
    /// The name of the subject in the head of a mail, alone.
    MailSubject,
    /// The label of a zone, alone.
    TimeZoneLabel,
    /// The words that a letter ends with.
    SignOff,
}

use Topic::{
    Actions, Authors, Causes, Day, Detection, Duration, End, Impact, Lessons, Links, Other, Record, Response, Services,
    Severity, Start, Status, Summary, Tags, Timeline, Trigger, Whys,
};

static LANGUAGES: &[Language] = &[
    // English
    Language {
        kinds: "postmortem|post-mortem|post mortem|incident report|incident postmortem|incident post-mortem|incident post mortem|rca|root cause analysis|incident review|full incident report|final incident report|preliminary incident report|post-incident review|post incident review|post-incident report|post incident report|pir|incident|incident summary|outage report|outage|postmortem report|post-mortem report|incident retrospective|incident analysis|after action report|after-action report|after action review|blameless postmortem|outage postmortem|outage post-mortem|security incident report|service incident report|public postmortem|incident rca",
        months: "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec",
        weekdays: "monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thur|thurs friday|fri saturday|sat sunday|sun",
        topics: &[
            (
                Summary,
                "summary|overview|executive summary|incident summary|issue summary|tl;dr|tldr|abstract|synopsis|what happened|description|incident description|introduction|high level summary|summary of impact|at a glance",
            ),
            (
                Impact,
                "impact|customer impact|user impact|business impact|impact analysis|service impact|affected users|affected customers|who was affected|blast radius|damage|consequences|scope|symptoms|effect",
            ),
            (
                Timeline,
                "timeline|time line|what happened in order|what happened, in order|incident timeline|timeline of events|chronology|sequence of events|chain of events|key events|event log|chronological|what happened when|key timestamps|incident timing|key times|incident log|key milestones|how it unfolded|how the incident unfolded|how events unfolded|minute by minute|play by play|incident chronology|course of events|order of events|event timeline|detailed timeline",
            ),
            (
                Causes,
                "why|root cause|root causes|root cause analysis|root cause(s)|rca|cause|causes|contributing factor|contributing factors|contributing factor(s)|contributing causes|contributing conditions|contributing conditions analysis|underlying cause|underlying causes|why did it happen|why did this happen|why it happened|what caused|what went wrong and why|what was the cause|reason|reasons|causal analysis|systemic issues|proximate cause|technical cause|what was the root cause|why this happened|what was behind|cause of the incident|cause of the outage|cause analysis|how and why the mistakes were made|fault analysis|origin of the incident|causal factors|root cause and resolution|root causes and resolution|root cause & resolution",
            ),
            (Whys, "five whys|5 whys|5-whys|five-whys|the 5 whys|5 why|five why|whys|why-why"),
            (Trigger, "trigger|triggers|triggering event|trigger event"),
            (
                Actions,
                "action item|action items|actions|action|corrective action|corrective actions|corrective measures|corrective and preventative measure|corrective and preventative measures|corrective and preventive measures|corrective and preventive actions|preventative measures|preventive measures|preventive actions|preventative actions|remediation|remediations|remediation items|remediation and follow-up|follow-up|follow-ups|followups|follow ups|follow up|followup|follow-up actions|follow-up items|next steps|what's next|what is next|what we are doing|what are we doing|what we're doing|what we will do|what we'll do|what we'll do next|what we will do next|what we are doing next|what we're doing next|what we're doing about it|what we are doing about it|what will we do|what we will change|what will we change|what we'll change|what are we changing|what will change|preventative actions|follow-up work|follow-up tasks|remediation steps|remediation plan|capa|to-dos|preventative steps|what happens next|what we're changing|what we are changing|improvements|planned improvements|todo|to do|todos|to-do|action plan|actionable|actionables|actionable items|review actions|resulting action|resulting actions|resulting tasks|tasks|committed actions|less likely|prevention|preventing recurrence|preventing this|future prevention|mitigation plan|work items|what have we done|what have we changed|what has been done|what we did about|done about this|done about it|how will we prevent|how we'll prevent|how we plan to prevent|how are we preventing|how do we prevent|how we will prevent|steps we are taking|steps taken to prevent|long-term fixes|long term fixes|permanent fix|short term|long term|short-term|long-term|medium-term|immediate actions|changes we are making|recommendations|remedial actions|going forward|what will we do differently|repair items|countermeasures|what is being done|what's being done|steps your ca is taking|prevent future incidents|preventing future incidents|preventing future|action items and follow-ups|follow up items|things to do|preventive action|preventative action|what will we do to prevent|proposal improvements|proposed improvements|suggested improvements|improvement items|outstanding actions|improvement actions|what we plan to do|what we are going to do|follow-up action items|to avoid this in future|to avoid this in the future|to prevent this|to prevent this in future|to prevent this in the future|to prevent this from happening again|to stop this from happening again|to make sure this does not happen again|measures|measures taken",
            ),
            (
                Lessons(LessonKind::Learned),
                "lesson|lessons|lessons learned|lesson learned|learnings|what we learned|what did we learn|what have we learned|insights|takeaways|key takeaways|conclusion|conclusions|reflections|what we've learned|key learnings|retrospective|observations",
            ),
            (
                Lessons(LessonKind::WentWell),
                "what went well|went well|what went right|went right|things that went well|what worked|what worked well|what we did well|what did we do well|successes|positives|the good",
            ),
            (
                Lessons(LessonKind::WentWrong),
                "what went wrong|went wrong|what went poorly|went poorly|things that went poorly|went badly|what didn't go well|didn't go well|did not go well|didn't go so well|didn't work|could have gone better|what could have gone better|could be improved|what could be improved|could be better|could have been better|to improve|areas for improvement|what didn't work|negatives|pain points|opportunities|opportunities for improvement|the bad|what can we do better",
            ),
            (
                Lessons(LessonKind::Lucky),
                "where we got lucky|got lucky|get lucky|where did we get lucky|luck|lucky|the lucky",
            ),
            (
                Detection,
                "detection|how was it detected|how did we detect|identified|discovery|how we found out|detection method|monitoring",
            ),
            (
                Response,
                "resolution|response|recovery|mitigation|how did we respond|how we responded|resolution and recovery|context|recovery efforts|what did we do|what we did|fix|repair|immediate fix|remedy|resolution details|incident response|how was it resolved|how it was fixed|the fix|containment|solution|workaround",
            ),
            (
                Services,
                "services|service|affected services|affected service|impacted services|impacted service|services affected|services impacted|affected components|components|component|affected systems|systems affected|product|products|affected system|service(s)|service(s) affected",
            ),
            (
                Severity,
                "severity|priority|sev|incident severity|severity level|incident level|impact level|sev level|criticality",
            ),
            (Status, "status|state|incident status|current status|document status|postmortem status"),
            (
                Authors,
                "author|authors|owner|owners|postmortem owner|written by|created by|incident commander|author(s)|prepared by|incident owner|postmortem author|owner of review process|reporter|lead|incident lead|ic",
            ),
            (
                Duration,
                "duration|incident duration|outage duration|total duration|downtime|time to resolve|time to resolution|time to recovery|time to recover|time to repair|length|outage length|total downtime|duration of outage|incident length|ttr|mttr|time to mitigate|time to mitigation|time to restore|duration of impact|impact duration",
            ),
            (
                Day,
                "date|incident date|date of incident|day|date of the incident|outage date|date and time|date/time|date(s)|when|dates|incident-date",
            ),
            (
                Start,
                "start|started|start time|incident start|start date|began|outage start|incident started|start-time|beginning|impact start|start of impact|started at|start date/time|incident began|start (utc)|incident_start_time|incident start time|starttime|start_time|detected at|impact started|non-compliance start date",
            ),
            (
                End,
                "end|ended|end time|incident end|end date|resolved at|resolvedwhen|outage end|finished|end-time|impact end|end of impact|ended at|end date/time|incident ended|incident_end_time|incident end time|endtime|end_time|resolved|impact ended|non-compliance end date",
            ),
            (
                Links,
                "links|references|reference|related links|further reading|see also|related|related incidents|ticket|tickets|tracking issue|issue|incident issue|tracking id|related issues|related documentation|supporting information|relevant documentation|links to relevant documentation|related tickets|task|resources|supporting documents|bug|incident link",
            ),
            (Tags, "tags|labels|keywords|category|categories"),
            (
                Record,
                "updates|update history|status updates|incident updates|posted updates|status page updates|status page|customer communication|customer communications|external communication|external communications|communications|messaging|messages|chat log|chat logs|chat|chat transcript|transcript|slack thread|slack log|slack transcript|irc log|irc logs|logs|log|log excerpt|log excerpts|log output|appendix|appendices|attachments|table of contents|contents|toc|investigating|monitoring update|update|postmortem update|scheduled|changelog|revision history|document history|version history|change history|approvals|raw data|evidence|statuspage|status page messages|public communication|public updates",
            ),
            (
                Other,
                "background|glossary|attendees|participants|responders|scorecard|stats|metrics|statistics|backlog check|recurrence|leadup|lead-up|lead up|fault|how can customers|how can we make our incident communications|acknowledgements|acknowledgments|thanks|definitions|technical details|technical detail|details|deep dive|architecture|incident response readiness|copyright|license|moving forward|distribution|faq|questions|open questions|about|notes|note|type of incident|time to detect|time to detection|time to acknowledge|resolved by|reviewed by|last modified|last updated|published|posted|created|created time|modified|report date|date published|publication date|last edited|reported by|postmortem date|review date|meeting date|related pm|we recommend|recommend|call to action|summary of the problematic certificates|whether your ca|how your ca|a summary of the problematic|complete certificate data|in a case involving|if the problem is still",
            ),
        ],
        small: &[
            (
                Small::About,
                "about|around|approx|approximately|circa|ca|roughly|approx.|c.|near|nearly|shortly|by|abt|est|estimated|before|after|just",
            ),
            (Small::AboutBehind, "approx|ish|circa"),
            (Small::At, "at|on|as|of|starting|in|the|since|of"),
            (Small::To, "to|until|till|through|thru|til"),
            (Small::From, "between|from|starting"),
            (Small::And, "and"),
            (Small::Of, "of"),
            (Small::Hour, "h|hrs|hours|hr|o'clock|hours"),
            (Small::Noon, "noon|midday"),
            (Small::Midnight, "midnight"),
            (
                Small::NextDay,
                "next day|following day|the next day|the following day|next morning|the next morning|day after|following morning",
            ),
            (Small::Later, "later|after that|afterwards"),
        ],
        terms: &[
            (
                Term::SignOff,
                "sincerely|best regards|kind regards|regards|yours sincerely|yours faithfully|best wishes|warm regards|many thanks",
            ),
            (Term::TimeHead, "time|date|datetime|timestamp|when|utc|clock|start|begin"),
            (Term::EndHead, "end|to|until"),
            (Term::ActorHead, "who|actor|owner|by|person|responder|author|team"),
            (Term::TextHead, "event|events|description|what|details|action|activity|update|note|notes|message"),
            (
                Term::OtherHead,
                "due|due date|deadline|eta|expected date|target date|assignee|priority|status|action item|ticket|jira|version|revision|downtime|score",
            ),
            (Term::LengthHead, "duration|elapsed|delta"),
            (Term::NumberHead, "#|no|no.|id"),
            (Term::WeekdayHead, "day|weekday"),
            (Term::Unknown, "tbd|tba|unknown|?|??|???|n/a"),
            (Term::UpdateHeading, "update"),
            (Term::UpdatesSection, "update"),
            (Term::ActionDropped, "dropped|cancelled|canceled|wontfix|won't fix|won't do|abandoned|rejected"),
            (
                Term::ActionOpen,
                "not done|not started|todo|to do|open|pending|planned|new|backlog|scheduled|delayed|not yet|unresolved|estimated completion",
            ),
            (Term::ActionInProgress, "in progress|ongoing|started|wip|underway|in review|doing"),
            (
                Term::ActionDone,
                "done|complete|completed|closed|finished|fixed|resolved|merged|shipped|implemented|deployed",
            ),
            (Term::Prevent, "prevent"),
            (Term::Detect, "detect|monitor"),
            (Term::Mitigate, "mitigat|repair"),
            (Term::Process, "process"),
            (Term::OwnerHead, "owner|owners|assignee|assigned|who|responsible|dri|lead"),
            (Term::StatusHead, "status|state|done|progress"),
            (Term::DueHead, "due|due date|deadline|eta|target date|target|expected date|date|when|by when"),
            (Term::PriorityHead, "priority|prio|severity"),
            (Term::KindHead, "type|kind|category"),
            (Term::LinkHead, "bug|ticket|issue|link|jira|tracking|pr|reference|url|tracking bug|links|issues|tickets"),
            (Term::AnswersHead, "corresponding root cause|root cause(s)|corresponding root cause(s)|root cause|cause"),
            (
                Term::ActionHead,
                "action|action item|item|task|description|what|actions|remediation|follow-up|measure|recommendation|contributing factor|factor|lesson|todo|problem",
            ),
            (Term::Nothing, "n/a|na|none|nil|tbd|todo|tba|-|not applicable|nothing|not much|no"),
            (Term::Why, "why"),
            (Term::StatusLabel, "status:|state:"),
            (Term::DueBefore, "due|eta|deadline|estimated completion|target|by "),
            (Term::NoteOwner, "owner|assignee|assigned to|dri|lead"),
            (Term::NoteDue, "due|due date|due by|eta|deadline|target|by"),
            (Term::Ongoing, "unresolved|ongoing|investigating|active|open|not resolved"),
            (Term::Mitigated, "mitigated|monitoring"),
            (Term::Reviewed, "reviewed|complete|completed|final|published|postmortem complete"),
            (Term::Resolved, "resolved|closed|fixed|done"),
            (
                Term::LengthBefore,
                "for|lasted|lasting|approximately|about|roughly|around|nearly|almost|total|over|of|circa|duration|a",
            ),
            (
                Term::GroupOpen,
                "not done|not started|to complete|not completed|outstanding|pending|planned|open|to do|todo",
            ),
            (Term::GroupInProgress, "in progress|ongoing|underway"),
            (
                Term::GroupDone,
                "completed|complete|done|finished|already|took the following|have taken|what has|what we did",
            ),
            (Term::SameDay, "same day"),
            (Term::Second, "s|sec|secs|second|seconds"),
            (Term::Minute, "m|min|mins|minute|minutes"),
            (Term::Hour, "h|hr|hrs|hour|hours"),
            (Term::Day, "d|day|days"),
            (Term::Week, "week|weeks"),
            (Term::DayWord, "day"),
            (
                Term::Published,
                "posted|published|publish|updated|modified|edited|written|created|reviewed|due|as of|copyright|version|meeting|retro",
            ),
            (
                Term::AllTimes,
                "all times|times are|times in|time are|times given|times listed|timestamps|time zone|timezone|time in utc|times utc|times shown|times pst|times pdt|times cet|all dates|events are documented|all events",
            ),
            (Term::TimesWord, "times"),
            (Term::SpeaksOfTimes, "all times are in UTC|time|timestamp|timezone|utc"),
            (Term::Little, "the|and|of|was|is|were|for|with|we|our|that|this|not|by|from|has|all|are|been|after"),
            (Term::MailSubject, "subject"),
            (Term::TimeZoneLabel, "timezone|time zone"),
        ],
    },
    // German
    Language {
        kinds: "vorfallbericht|vorfallsbericht|storungsbericht|ausfallbericht|incident-bericht|ereignisbericht|vorfallanalyse|storungsanalyse|vorfall|storung|abschlussbericht|postmortem-bericht|fehlerbericht|storfallbericht|ursachenanalyse",
        months: "januar|jan|janner februar|feb|feber marz|mrz|maerz|mar april|apr mai juni|jun juli|jul august|aug september|sep|sept oktober|okt november|nov dezember|dez",
        weekdays: "montag|mo dienstag|di mittwoch|mi donnerstag|do freitag|fr samstag|sa|sonnabend sonntag|so",
        topics: &[
            (
                Summary,
                "zusammenfassung|uberblick|kurzfassung|was ist passiert|was geschah|beschreibung|kurzbeschreibung|einleitung|vorfall",
            ),
            (
                Impact,
                "auswirkung|auswirkungen|betroffene nutzer|betroffene kunden|folgen|beeintrachtigung|schaden|schadensausmass",
            ),
            (
                Timeline,
                "zeitleiste|zeitlicher ablauf|zeitverlauf|ablauf|chronologie|zeitlinie|zeitstrahl|verlauf|chronologischer ablauf|ereignisse|ablauf der ereignisse|hergang|was wann geschah|zeitliche abfolge|zeittafel|ereignisverlauf|storungsverlauf|zeitplan des vorfalls",
            ),
            (
                Causes,
                "ursache|ursachen|warum|ursache der storung|ursache des ausfalls|grund des ausfalls|grund der storung|woran lag es|grundursache|grundursachen|hauptursache|hauptursachen|ursachenanalyse|fehlerursache|beitragende faktoren|begunstigende faktoren|grunde|warum ist das passiert|warum ist es passiert|storungsursache|kernursache|wurzelursache|fehleranalyse|wie kam es dazu|wie konnte das passieren|beitragende ursachen|mitwirkende faktoren|grund",
            ),
            (Whys, "funf warum|5 warum|5-warum|5 mal warum|funf-warum|5x warum|5-why"),
            (Trigger, "ausloser"),
            (
                Actions,
                "massnahme|massnahmen|korrekturmassnahmen|folgemassnahmen|nachste schritte|gegenmassnahmen|aufgaben|verbesserungen|abhilfemassnahmen|praventivmassnahmen|vorbeugende massnahmen|was wir tun|aktionspunkte|offene punkte|todos|verbesserungsmassnahmen|sofortmassnahmen|vorbeugung|konsequenzen|was wir andern|was wir daraus lernen und andern|was tun wir|was wir jetzt tun|was wir kunftig anders machen|wie geht es weiter|wie wir das kunftig verhindern|folgeaktionen|langfristige massnahmen|kurzfristige massnahmen|handlungsbedarf|weiteres vorgehen|massnahmen zur vermeidung|vermeidung|massnahmen zur vermeidung einer wiederholung|was wir unternehmen|was wir verandern|wie wir das verhindern|geplante massnahmen|ergriffene massnahmen|eingeleitete massnahmen|todo-liste|empfehlungen|folgearbeiten|damit das nicht wieder passiert|um das kunftig zu vermeiden",
            ),
            (
                Lessons(LessonKind::Learned),
                "erkenntnisse|lehren|was haben wir gelernt|was wir gelernt haben|gelerntes|lernpunkte|lessons learned|fazit|gewonnene erkenntnisse",
            ),
            (
                Lessons(LessonKind::WentWell),
                "was gut lief|was lief gut|gut gelaufen|was gut war|was ist gut gelaufen|was gut funktioniert hat",
            ),
            (
                Lessons(LessonKind::WentWrong),
                "was schlecht lief|was lief schlecht|schlecht gelaufen|was nicht gut lief|was lief nicht gut|was schief lief|was schiefging|verbesserungspotenzial|was ist schlecht gelaufen|was besser laufen kann|was besser laufen konnte|was nicht funktioniert hat",
            ),
            (Lessons(LessonKind::Lucky), "wo wir gluck hatten|gluck gehabt|gluck|wo hatten wir gluck"),
            (Detection, "erkennung|entdeckung|wie wurde es bemerkt"),
            (Response, "behebung|losung|reaktion|wiederherstellung|entstorung|storungsbehebung|vorgehen|bearbeitung"),
            (
                Services,
                "betroffene dienste|dienste|dienst|betroffene systeme|betroffene services|betroffener dienst|system|systeme",
            ),
            (Severity, "schweregrad|prioritat|kritikalitat"),
            (Status, "stand|zustand|bearbeitungsstand"),
            (
                Authors,
                "autor|autoren|verfasser|verantwortlich|verantwortlicher|ersteller|erstellt von|autorin|autor:in",
            ),
            (Duration, "dauer|ausfalldauer|ausfallzeit|gesamtdauer|storungsdauer|dauer der storung"),
            (Day, "datum|tag|datum des vorfalls|vorfallsdatum|datum der storung"),
            (Start, "beginn|anfang|beginn der storung|storungsbeginn|von"),
            (End, "ende|ende der storung|storungsende|bis"),
            (Links, "verweise|weiterfuhrende links|quellen|referenzen|siehe auch"),
            (Tags, "schlagworte|kategorie"),
            (
                Record,
                "anhang|inhaltsverzeichnis|inhalt|protokoll|protokolle|chatprotokoll|chatverlauf|kommunikation|statusmeldungen|meldungen",
            ),
            (
                Other,
                "hintergrund|glossar|teilnehmer|beteiligte|danksagung|stand vom|veroffentlicht|erstellt am|aktualisiert|zuletzt geandert|anmerkungen|kennzahlen",
            ),
        ],
        small: &[
            (Small::About, "etwa|gegen|ungefahr|ca|circa|zirka|rund|kurz|nach|vor"),
            (Small::At, "um|am|ab|der|den|seit|im"),
            (Small::To, "bis"),
            (Small::From, "von|zwischen|ab"),
            (Small::And, "und"),
            (Small::Hour, "uhr"),
            (Small::Noon, "mittag|mittags"),
            (Small::Midnight, "mitternacht"),
            (Small::Morning, "morgens|vormittags|fruh"),
            (Small::Evening, "nachmittags|abends"),
            (Small::Night, "nachts"),
            (
                Small::NextDay,
                "am nachsten tag|nachster tag|folgetag|am folgetag|am nachsten morgen|tags darauf|am tag darauf|am folgenden tag|am darauffolgenden tag",
            ),
            (Small::Later, "spater"),
        ],
        terms: &[
            (
                Term::SignOff,
                "mit freundlichen grussen|freundliche grusse|viele grusse|beste grusse|mit freundlichem gruss|mit besten grussen|herzliche grusse",
            ),
            (Term::TimeHead, "zeit|uhrzeit|datum|zeitpunkt"),
            (Term::EndHead, "ende|bis"),
            (Term::ActorHead, "wer"),
            (Term::TextHead, "ereignis|beschreibung"),
            (Term::OtherHead, "frist|fallig"),
            (Term::LengthHead, "dauer"),
            (Term::NumberHead, "nr|nr."),
            (Term::WeekdayHead, "tag|wochentag"),
            (Term::Unknown, "unbekannt"),
            (Term::UpdateHeading, "aktualisierung"),
            (Term::UpdatesSection, "verlauf|aktualisierung"),
            (Term::ActionDropped, "verworfen"),
            (Term::ActionOpen, "offen|geplant|nicht begonnen|ausstehend|neu|todo"),
            (Term::ActionInProgress, "in arbeit|laufend|begonnen|in bearbeitung|in umsetzung|lauft"),
            (Term::ActionDone, "erledigt|abgeschlossen|fertig|umgesetzt|behoben|geschlossen|done|gemacht"),
            (Term::Prevent, "vorbeug|praventiv"),
            (Term::Detect, "erkenn"),
            (Term::Process, "prozess"),
            (
                Term::OwnerHead,
                "verantwortlich|verantwortliche|zustandig|wer|verantwortlicher|zustandigkeit|bearbeiter|owner|team",
            ),
            (Term::StatusHead, "stand|status"),
            (
                Term::DueHead,
                "frist|fallig|termin|bis wann|bis|deadline/frist|zieldatum|falligkeit|termin/frist|zieltermin",
            ),
            (Term::PriorityHead, "prioritat"),
            (Term::KindHead, "art|typ"),
            (Term::AnswersHead, "ursache"),
            (Term::ActionHead, "massnahme|massnahmen|aufgabe|was|todo|aufgaben"),
            (Term::Nothing, "keine|keiner|entfallt"),
            (Term::Why, "warum"),
            (Term::StatusLabel, "stand:"),
            (Term::DueBefore, "fallig|bis "),
            (Term::NoteOwner, "verantwortlich|zustandig|verantwortlicher|bearbeiter"),
            (Term::NoteDue, "fallig|frist|bis"),
            (Term::Ongoing, "offen"),
            (Term::Resolved, "behoben|gelost|geschlossen"),
            (Term::LengthBefore, "etwa|rund|ca|fur|dauerte"),
            (Term::GroupOpen, "offen|geplant"),
            (Term::GroupInProgress, "in arbeit|laufend"),
            (Term::GroupDone, "erledigt|abgeschlossen|umgesetzt"),
            (Term::SameDay, "selben tag|gleichen tag|selber tag"),
            (Term::Second, "sekunden|sekunde|sek|sek."),
            (Term::Minute, "minuten|min|minute"),
            (Term::Hour, "stunden|stunde|std"),
            (Term::Day, "tage|tag|tagen"),
            (Term::Week, "wochen"),
            (Term::DayWord, "tag"),
            (Term::Published, "veroffentlicht|erstellt|angelegt|geandert|bearbeitet|aktualisiert"),
            (Term::AllTimes, "alle zeiten|alle angaben|zeitangaben|uhrzeiten|zeiten in"),
            (Term::TimesWord, "zeiten"),
            (Term::SpeaksOfTimes, "zeit|uhr|alle angaben"),
            (Term::Little, "der|die|das|und|ist|wurde|nicht|von|auf|ein"),
            (Term::MailSubject, "betreff"),
            (Term::TimeZoneLabel, "zeitzone"),
        ],
    },
    // French
    Language {
        kinds: "rapport d'incident|compte rendu d'incident|compte-rendu d'incident|analyse d'incident|bilan d'incident|retour d'experience|retour sur incident|rex|rapport de panne|rapport d'incident majeur|post-mortem d'incident|analyse post-mortem|analyse post-incident|bilan post-mortem|compte rendu de l'incident|incident",
        months: "janvier|janv|jan fevrier|fevr|fev|feb mars|mar avril|avr mai juin juillet|juil aout|aou septembre|sept|sep octobre|oct novembre|nov decembre|dec",
        weekdays: "lundi|lun mardi|mar mercredi|mer jeudi|jeu vendredi|ven samedi|sam dimanche|dim",
        topics: &[
            (
                Summary,
                "resume|synthese|que s'est-il passe|ce qui s'est passe|description|vue d'ensemble|en bref|introduction|contexte et resume",
            ),
            (
                Impact,
                "impact|impacts|consequences|utilisateurs touches|utilisateurs impactes|impact client|clients touches|perimetre",
            ),
            (
                Timeline,
                "chronologie|deroulement|deroule|frise chronologique|chronologie des evenements|deroulement des faits|deroule de l'incident|faits marquants|deroulement de l'incident|fil des evenements|ligne de temps|calendrier des evenements|journal des evenements|historique de l'incident",
            ),
            (
                Causes,
                "pourquoi|cause|causes|cause racine|causes racines|cause profonde|causes profondes|cause principale|analyse des causes|analyse de la cause|facteurs contributifs|facteurs aggravants|origine|origine de l'incident|facteurs contribuants|pourquoi c'est arrive|pourquoi est-ce arrive|ce qui a cause|causes identifiees|cause initiale|cause du probleme",
            ),
            (Whys, "cinq pourquoi|5 pourquoi|les 5 pourquoi|les cinq pourquoi"),
            (Trigger, "declencheur|element declencheur"),
            (
                Actions,
                "action|actions|actions correctives|mesures correctives|plan d'action|plan d'actions|prochaines etapes|actions a mener|suivi|suites|suites donnees|mesures prises|actions preventives|mesures preventives|remediation|ameliorations|actions de suivi|a faire|mesures|actions correctrices|points d'action|et maintenant|pour la suite|ce que nous allons faire|ce que nous faisons|ce que nous mettons en place|nos actions|actions a venir|plan de remediation|actions entreprises|correctifs|ce qui a change|actions d'amelioration|plan d'amelioration|ce qui va changer|ce que nous changeons|ce que nous avons mis en place|recommandations|taches|prevention|comment eviter que cela se reproduise|pour eviter que cela se reproduise|actions decidees|travaux prevus|pour que cela ne se reproduise pas|afin d'eviter que cela se reproduise",
            ),
            (
                Lessons(LessonKind::Learned),
                "lecons|lecons apprises|enseignements|lecons tirees|ce que nous avons appris|retour d'experience|retours d'experience|apprentissages|conclusion|conclusions|bilan|ce qu'on retient|ce que nous retenons",
            ),
            (
                Lessons(LessonKind::WentWell),
                "ce qui a bien fonctionne|ce qui s'est bien passe|a bien fonctionne|points positifs|ce qui a bien marche",
            ),
            (
                Lessons(LessonKind::WentWrong),
                "ce qui n'a pas fonctionne|ce qui s'est mal passe|n'a pas fonctionne|points negatifs|points a ameliorer|ce qui a mal fonctionne|ce qui n'a pas marche|axes d'amelioration|ce qui s'est moins bien passe",
            ),
            (Lessons(LessonKind::Lucky), "ou nous avons eu de la chance|de la chance|coup de chance|chance"),
            (Detection, "detection"),
            (
                Response,
                "resolution|reponse|retablissement|remise en service|correction|traitement|retour a la normale|contexte",
            ),
            (Services, "services concernes|services touches|services impactes|service concerne|composants"),
            (Severity, "severite|gravite|criticite|priorite|niveau de gravite"),
            (Status, "statut|etat"),
            (Authors, "auteur|auteurs|auteure|redacteur|responsable|redige par|autrice"),
            (Duration, "duree|duree de l'incident|duree totale|temps de resolution|duree de l'interruption"),
            (Day, "date|date de l'incident|jour"),
            (Start, "debut|debut de l'incident|heure de debut"),
            (End, "fin|fin de l'incident|heure de fin"),
            (Links, "liens|references|voir aussi|documentation"),
            (
                Record,
                "annexe|annexes|sommaire|table des matieres|journal|journaux|communication|communications|messages publies|logs",
            ),
            (
                Other,
                "glossaire|participants|remerciements|intervenants|date de publication|publie le|mis a jour|redige le|notes",
            ),
        ],
        small: &[
            (Small::AboutBehind, "env|environ"),
            (Small::About, "vers|environ|env|aux|alentours|approximativement|peu|apres|avant"),
            (Small::At, "a|le|la|des|depuis|du"),
            (Small::To, "a|au|jusqu'a|jusqu|jusque"),
            (Small::From, "entre|de|du"),
            (Small::And, "et"),
            (Small::Of, "de"),
            (Small::Hour, "h|heures|heure"),
            (Small::Noon, "midi"),
            (Small::Midnight, "minuit"),
            (Small::Morning, "matin"),
            (Small::Evening, "soir|apres"),
            (Small::NextDay, "le lendemain|lendemain|jour suivant|le jour suivant|le lendemain matin|lendemain matin"),
            (Small::Later, "plus tard"),
        ],
        terms: &[
            (Term::SignOff, "cordialement|bien cordialement|nous vous prions d'agreer|veuillez agreer|bien a vous"),
            (Term::NoteOwner, "responsable|porteur|pilote"),
            (Term::TimeHead, "heure|horodatage"),
            (Term::EndHead, "fin"),
            (Term::ActorHead, "qui"),
            (Term::TextHead, "evenement|evenements|description de l'evenement"),
            (Term::OtherHead, "echeance"),
            (Term::LengthHead, "duree"),
            (Term::WeekdayHead, "jour"),
            (Term::Unknown, "inconnu|inconnue"),
            (Term::UpdateHeading, "mise a jour"),
            (Term::UpdatesSection, "mises a jour"),
            (Term::ActionDropped, "abandonne"),
            (
                Term::ActionOpen,
                "a faire|ouvert|planifie|a planifier|prevu|prevue|ouverte|planifiee|non commence|a venir",
            ),
            (Term::ActionInProgress, "en cours|en cours de realisation|commence"),
            (Term::ActionDone, "termine|fait|faite|terminee|realise|realisee|effectue|effectuee|clos|close|deploye|ok"),
            (Term::Prevent, "preveni"),
            (Term::Mitigate, "attenu"),
            (Term::ItemNumberHead, "n°"),
            (Term::OwnerHead, "porteur|pilote|responsable|proprietaire|equipe|qui|assigne a|acteur"),
            (Term::StatusHead, "statut|etat|avancement"),
            (Term::DueHead, "echeance|date limite|delai|date|date cible|quand|date prevue"),
            (Term::PriorityHead, "priorite"),
            (Term::KindHead, "type d'action"),
            (Term::ActionHead, "probleme|action|actions|tache|mesure|quoi"),
            (Term::Nothing, "aucun|aucune|neant"),
            (Term::Why, "pourquoi"),
            (Term::StatusLabel, "statut:"),
            (Term::DueBefore, "echeance|pour le"),
            (Term::NoteDue, "echeance|pour le|avant le|avant fin|fin|d'ici|date limite|prevu"),
            (Term::Ongoing, "en cours"),
            (Term::Resolved, "resolu|clos"),
            (Term::LengthBefore, "pendant|durant|environ|dure"),
            (Term::GroupOpen, "a faire"),
            (Term::GroupInProgress, "en cours"),
            (Term::GroupDone, "termine|terminees|fait"),
            (Term::SameDay, "meme jour"),
            (Term::Second, "secondes"),
            (Term::Minute, "mn|minutes|minute|min"),
            (Term::Hour, "heure|heures"),
            (Term::Day, "jours|jour"),
            (Term::Week, "semaines"),
            (Term::DayWord, "jour"),
            (Term::Published, "publie|redige|modifie|modification|mis a jour|mise a jour|cree"),
            (Term::AllTimes, "toutes les heures|les heures sont|heures en|heures indiquees|horaires"),
            (Term::TimesWord, "heures"),
            (Term::SpeaksOfTimes, "heure|horaire"),
            (Term::Little, "le|la|les|des|et|du|est|une|un|au"),
            (Term::MailSubject, "objet"),
            (Term::TimeZoneLabel, "fuseau horaire"),
        ],
    },
    // Spanish
    Language {
        kinds: "informe de incidente|informe del incidente|reporte de incidente|reporte del incidente|analisis de incidente|analisis del incidente|informe postmortem|informe post-mortem|analisis postmortem|incidente",
        months: "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sep|sept|set octubre|oct noviembre|nov diciembre|dic",
        weekdays: "lunes|lun martes|mar miercoles|mie jueves|jue viernes|vie sabado|sab domingo|dom",
        topics: &[
            (
                Summary,
                "resumen|resumen ejecutivo|que paso|que ocurrio|descripcion|vision general|introduccion|sumario|descripcion del incidente",
            ),
            (
                Impact,
                "impacto|afectacion|usuarios afectados|clientes afectados|consecuencias|alcance|impacto en el cliente",
            ),
            (
                Timeline,
                "cronologia|linea de tiempo|linea temporal|secuencia de eventos|secuencia de hechos|cronologia de eventos|cronograma|linea del tiempo|desarrollo de los hechos|linea de tiempo del incidente|evolucion del incidente|hitos|eventos clave",
            ),
            (
                Causes,
                "causa|causas|causa raiz|causas raiz|causa principal|causas principales|analisis de causa|analisis de causas|analisis de causa raiz|factores contribuyentes|origen|causa del problema|por que ocurrio|por que paso|por que sucedio|que lo causo|causa origen|causas del incidente|causa de fondo|factores que contribuyeron",
            ),
            (Whys, "cinco porques|5 porques|los 5 porques|los cinco porques|cinco por que|5 por que"),
            (Trigger, "desencadenante|detonante|disparador"),
            (
                Actions,
                "accion|acciones|acciones correctivas|medidas correctivas|plan de accion|proximos pasos|siguientes pasos|acciones de seguimiento|seguimiento|medidas|acciones preventivas|medidas preventivas|remediacion|mejoras|tareas|tareas pendientes|acciones de mejora|medidas adoptadas|puntos de accion|acciones a tomar|que haremos|que vamos a hacer|lo que haremos|que estamos haciendo|lo que vamos a hacer|plan de mejora|plan de remediacion|acciones futuras|pasos a seguir|prevencion|elementos de accion|pendientes|para que no vuelva a ocurrir|para evitar que se repita",
            ),
            (
                Lessons(LessonKind::Learned),
                "lecciones|lecciones aprendidas|aprendizajes|que aprendimos|lo que aprendimos|conclusion|conclusiones",
            ),
            (
                Lessons(LessonKind::WentWell),
                "que salio bien|lo que salio bien|que fue bien|lo que fue bien|que funciono|que funciono bien|salio bien",
            ),
            (
                Lessons(LessonKind::WentWrong),
                "que salio mal|lo que salio mal|que fue mal|lo que fue mal|que no funciono|salio mal|que se puede mejorar|aspectos a mejorar|areas de mejora",
            ),
            (Lessons(LessonKind::Lucky), "donde tuvimos suerte|tuvimos suerte|suerte"),
            (Detection, "deteccion"),
            (Response, "resolucion|respuesta|recuperacion|mitigacion|solucion|restablecimiento|contexto"),
            (Services, "servicios afectados|servicio afectado|servicios|componentes|sistemas afectados"),
            (Severity, "severidad|gravedad|prioridad|criticidad"),
            (Status, "estado"),
            (Authors, "autor|autores|autora|responsable|redactado por|elaborado por|responsables"),
            (Duration, "duracion|duracion del incidente|duracion total|tiempo de resolucion|tiempo total"),
            (Day, "fecha|fecha del incidente|dia"),
            (Start, "inicio|comienzo|inicio del incidente|hora de inicio"),
            (End, "fin|final|fin del incidente|hora de fin|hora de finalizacion"),
            (Links, "enlaces|referencias|vease tambien|documentacion"),
            (
                Record,
                "apendice|anexo|anexos|indice|registro|registros|comunicacion|comunicaciones|mensajes publicados|contenido|logs",
            ),
            (
                Other,
                "glosario|participantes|agradecimientos|antecedentes|fecha de publicacion|publicado|actualizado|notas",
            ),
        ],
        small: &[
            (Small::AboutBehind, "aprox"),
            (Small::About, "hacia|alrededor|aproximadamente|aprox|sobre|cerca|poco|despues|antes"),
            (Small::At, "a|las|la|el|desde|los|del|al"),
            (Small::To, "a|hasta|al"),
            (Small::From, "entre|desde|de"),
            (Small::And, "y|e"),
            (Small::Of, "de|del"),
            (Small::Hour, "h|hs|hrs|horas|hora"),
            (Small::Noon, "mediodia"),
            (Small::Midnight, "medianoche"),
            (Small::Morning, "manana|madrugada"),
            (Small::Evening, "tarde"),
            (Small::Night, "noche"),
            (Small::NextDay, "al dia siguiente|dia siguiente|el dia siguiente|a la manana siguiente|el siguiente dia"),
            (Small::Later, "despues|mas tarde"),
        ],
        terms: &[
            (Term::SignOff, "atentamente|un saludo|saludos|saludos cordiales|reciba un cordial saludo"),
            (Term::EndHead, "fin"),
            (Term::TimeHead, "hora|fecha"),
            (Term::ActorHead, "quien"),
            (Term::TextHead, "evento|descripcion"),
            (Term::OtherHead, "fecha limite"),
            (Term::LengthHead, "duracion"),
            (Term::WeekdayHead, "dia"),
            (Term::Unknown, "desconocido"),
            (Term::UpdateHeading, "actualizacion"),
            (Term::UpdatesSection, "actualizaciones"),
            (Term::ActionDropped, "cancelado"),
            (Term::ActionOpen, "pendiente|abierto|planificado|por hacer|abierta|planificada|sin empezar|no iniciado"),
            (Term::ActionInProgress, "en curso|en progreso|en marcha|en proceso"),
            (
                Term::ActionDone,
                "hecho|completado|completada|hecha|terminado|terminada|realizado|realizada|finalizado|finalizada|resuelto|implementado|implementada|cerrada",
            ),
            (Term::Prevent, "preven"),
            (Term::Detect, "detec"),
            (Term::Process, "proceso"),
            (Term::OwnerHead, "responsable|quien|dueno|encargado|propietario"),
            (Term::StatusHead, "estado|avance"),
            (Term::DueHead, "fecha|fecha limite|plazo|vencimiento|fecha objetivo|fecha compromiso"),
            (Term::PriorityHead, "prioridad"),
            (Term::KindHead, "tipo"),
            (Term::ActionHead, "accion|acciones|tarea|problema"),
            (Term::Nothing, "ninguno|ninguna"),
            (Term::Why, "por que"),
            (Term::StatusLabel, "estado:"),
            (Term::DueBefore, "fecha limite|para el"),
            (Term::NoteOwner, "responsable|responsables|dueno"),
            (Term::NoteDue, "fecha limite|para el|antes del|plazo|fecha|vence"),
            (Term::Ongoing, "en curso"),
            (Term::Resolved, "resuelto|cerrado"),
            (Term::LengthBefore, "durante|aproximadamente|unos|duro|cerca"),
            (Term::GroupOpen, "pendiente|pendientes"),
            (Term::GroupInProgress, "en curso"),
            (Term::GroupDone, "completado|completadas|hecho"),
            (Term::SameDay, "mismo dia"),
            (Term::Second, "segundos|segundo"),
            (Term::Minute, "minutos|minuto"),
            (Term::Hour, "hora|horas"),
            (Term::Day, "dias|dia"),
            (Term::Week, "semanas"),
            (Term::DayWord, "dia"),
            (Term::Published, "publicado|actualizado|actualizacion|modificado|creado"),
            (Term::AllTimes, "todas las horas|todos los horarios|las horas|horas en|hora local"),
            (Term::TimesWord, "horas"),
            (Term::SpeaksOfTimes, "hora"),
            (Term::Little, "el|los|las|que|y|se|por|del|para"),
            (Term::MailSubject, "asunto"),
            (Term::TimeZoneLabel, "zona horaria"),
        ],
    },
    // Portuguese
    Language {
        kinds: "relatorio de incidente|relatorio do incidente|analise de incidente|analise do incidente|pos-mortem|pos mortem|relatorio post-mortem|relatorio postmortem|relatorio de indisponibilidade|relatorio pos-incidente|analise pos-incidente|relatorio de causa raiz|incidente|relatorio de falha|post-mortem de incidente|analise post-mortem",
        months: "janeiro|jan fevereiro|fev marco|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez",
        weekdays: "segunda-feira|segunda|seg terca-feira|terca|ter quarta-feira|quarta|qua quinta-feira|quinta|qui sexta-feira|sexta|sex sabado|sab domingo|dom",
        topics: &[
            (Summary, "resumo|sumario|sumario executivo|o que aconteceu|descricao|visao geral|resumo executivo"),
            (Impact, "impacto|usuarios afetados|clientes afetados|consequencias|impactos"),
            (
                Timeline,
                "linha do tempo|cronologia|sequencia de eventos|linha temporal|linha de tempo|eventos principais|cronologia dos eventos|historico do incidente",
            ),
            (
                Causes,
                "causa|causas|causa raiz|causas raiz|causa-raiz|causas-raiz|causa principal|analise de causa|analise da causa raiz|analise de causa raiz|fatores contribuintes|fatores que contribuiram|origem|por que aconteceu|por que isso aconteceu|porque aconteceu|motivo",
            ),
            (Whys, "cinco porques|5 porques|os 5 porques|os cinco porques"),
            (Trigger, "gatilho|fator desencadeante"),
            (
                Actions,
                "acao|acoes|acoes corretivas|plano de acao|proximos passos|itens de acao|medidas|medidas corretivas|acoes preventivas|acompanhamento|o que vamos fazer|o que faremos|o que estamos fazendo|o que estamos a fazer|plano de melhoria|melhorias|tarefas|remediacao|acoes de acompanhamento|medidas preventivas|prevencao|pontos de acao|pendencias|correcoes|para evitar que se repita|para que nao volte a acontecer",
            ),
            (
                Lessons(LessonKind::Learned),
                "licoes|licoes aprendidas|aprendizados|o que aprendemos|conclusao|conclusoes",
            ),
            (
                Lessons(LessonKind::WentWell),
                "o que deu certo|o que correu bem|o que foi bem|o que funcionou|deu certo|correu bem",
            ),
            (
                Lessons(LessonKind::WentWrong),
                "o que deu errado|o que correu mal|o que nao funcionou|deu errado|correu mal|o que pode melhorar|pontos de melhoria",
            ),
            (Lessons(LessonKind::Lucky), "onde tivemos sorte|tivemos sorte|sorte"),
            (Detection, "deteccao"),
            (Response, "resolucao|resposta|recuperacao|mitigacao|solucao|contexto"),
            (Services, "servicos afetados|servico afetado|servicos|componentes|sistemas afetados"),
            (Severity, "severidade|gravidade|prioridade|criticidade"),
            (Status, "estado|situacao"),
            (Authors, "autor|autores|autora|responsavel|redigido por"),
            (Duration, "duracao|duracao total|duracao do incidente|tempo de resolucao|tempo total"),
            (Day, "data|data do incidente|dia"),
            (Start, "inicio|comeco|inicio do incidente|hora de inicio"),
            (End, "fim|termino|fim do incidente|hora de fim"),
            (Links, "referencias|ligacoes|documentacao"),
            (
                Record,
                "apendice|anexo|anexos|indice|registros|comunicacao|comunicacoes|sumario de conteudo|logs|mensagens",
            ),
            (Other, "glossario|participantes|agradecimentos|antecedentes|publicado|atualizado"),
        ],
        small: &[
            (Small::About, "cerca|aproximadamente|por|volta|aprox|das|pouco|apos|depois"),
            (Small::At, "as|a|ao|o|em|no|na|desde|dia"),
            (Small::To, "ate|a|as"),
            (Small::From, "entre|das|de"),
            (Small::And, "e"),
            (Small::Of, "de|do"),
            (Small::Hour, "h|horas|hs"),
            (Small::Noon, "meio-dia"),
            (Small::Midnight, "meia-noite"),
            (Small::Morning, "manha|madrugada"),
            (Small::Evening, "tarde"),
            (Small::Night, "noite"),
            (Small::NextDay, "dia seguinte|no dia seguinte|na manha seguinte"),
            (Small::Later, "depois|mais tarde"),
        ],
        terms: &[
            (Term::SignOff, "atenciosamente|cordialmente|com os melhores cumprimentos|melhores cumprimentos|abracos"),
            (Term::DayWord, "dia"),
            (Term::Week, "semanas"),
            (Term::Day, "dias|dia"),
            (Term::Hour, "hora|horas"),
            (Term::Minute, "minutos|minuto"),
            (Term::Second, "segundos|segundo"),
            (Term::GroupOpen, "pendente|pendentes|planejado"),
            (Term::LengthBefore, "durante|cerca de|aproximadamente|durou|por volta"),
            (Term::Mitigated, "mitigado"),
            (Term::Ongoing, "em andamento"),
            (Term::StatusLabel, "status:|situacao:"),
            (Term::Why, "por que|porque"),
            (Term::Nothing, "nenhum|nenhuma|nao se aplica"),
            (Term::KindHead, "tipo"),
            (Term::Process, "processo"),
            (Term::Detect, "detec"),
            (Term::Prevent, "preven"),
            (Term::ActionDropped, "cancelado|cancelada"),
            (Term::WeekdayHead, "dia"),
            (Term::NumberHead, "n|no|n."),
            (Term::LengthHead, "duracao"),
            (Term::OtherHead, "prazo"),
            (Term::ActorHead, "quem|responsavel"),
            (Term::EndHead, "fim|termino"),
            (Term::TimeHead, "data|hora|horario"),
            (Term::TextHead, "descricao|evento|acontecimento|ocorrencia"),
            (Term::Unknown, "desconhecido|desconhecida|a confirmar"),
            (Term::UpdateHeading, "atualizacao"),
            (Term::ActionOpen, "pendente|aberto|planejado|planejada|nao iniciado|nao iniciada|aberta|a fazer"),
            (Term::ActionInProgress, "em andamento|em progresso|em curso|em execucao"),
            (
                Term::ActionDone,
                "concluido|feito|concluida|finalizado|finalizada|feita|implementado|implementada|realizado|realizada|resolvido",
            ),
            (Term::OwnerHead, "responsavel|quem"),
            (Term::StatusHead, "andamento|situacao|estado"),
            (Term::DueHead, "prazo|data|data limite|vencimento|ate quando"),
            (Term::PriorityHead, "prioridade"),
            (Term::ActionHead, "acao|acoes|tarefa|atividade|item|medida"),
            (Term::DueBefore, "prazo"),
            (Term::NoteOwner, "responsavel|responsaveis|dono"),
            (Term::NoteDue, "prazo|ate|data|vencimento"),
            (Term::Resolved, "resolvido"),
            (Term::GroupInProgress, "em andamento"),
            (Term::GroupDone, "concluido|concluidas"),
            (Term::SameDay, "mesmo dia"),
            (Term::Published, "atualizado|criado|redigido"),
            (Term::AllTimes, "todos os horarios|horarios em|horarios sao"),
            (Term::SpeaksOfTimes, "fuso"),
            (Term::Little, "os|da|do|foi|nao|em|com"),
            (Term::MailSubject, "assunto"),
            (Term::TimeZoneLabel, "fuso horario"),
        ],
    },
    // Italian
    Language {
        kinds: "rapporto d'incidente|rapporto di incidente|rapporto sull'incidente|report incidente|analisi dell'incidente|resoconto dell'incidente|relazione sull'incidente",
        months: "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|set|sett ottobre|ott novembre|nov dicembre|dic",
        weekdays: "lunedi|lun martedi|mar mercoledi|mer giovedi|gio venerdi|ven sabato|sab domenica|dom",
        topics: &[
            (Summary, "riepilogo|riassunto|sintesi|sommario|cosa e successo|descrizione|panoramica|cos'e successo"),
            (Impact, "impatto|utenti coinvolti|clienti coinvolti|conseguenze|impatti"),
            (
                Timeline,
                "cronologia|linea temporale|sequenza degli eventi|cronologia degli eventi|cronistoria|svolgimento dei fatti|ricostruzione degli eventi|linea del tempo",
            ),
            (
                Causes,
                "perche|causa|cause|causa principale|causa radice|cause radice|cause principali|causa scatenante|analisi delle cause|analisi della causa|fattori contribuenti|fattori concomitanti|origine|causa originaria|causa alla radice|perche e successo|perche e accaduto",
            ),
            (Whys, "cinque perche|5 perche|i cinque perche|i 5 perche"),
            (Trigger, "innesco|fattore scatenante"),
            (
                Actions,
                "azione|azioni|azioni correttive|piano d'azione|prossimi passi|misure correttive|azioni da intraprendere|cosa faremo|cosa stiamo facendo|azioni future|azioni intraprese|piano di azione|azioni preventive|misure preventive|miglioramenti|interventi|attivita|rimedi|misure|follow-up|prevenzione",
            ),
            (
                Lessons(LessonKind::Learned),
                "lezioni|lezioni apprese|lezioni imparate|cosa abbiamo imparato|insegnamenti|conclusioni",
            ),
            (Lessons(LessonKind::WentWell), "cosa e andato bene|andato bene|cosa ha funzionato"),
            (
                Lessons(LessonKind::WentWrong),
                "cosa e andato male|cosa e andato storto|andato male|andato storto|cosa non ha funzionato|aree di miglioramento",
            ),
            (Lessons(LessonKind::Lucky), "dove siamo stati fortunati|fortuna"),
            (Detection, "rilevamento|individuazione|rilevazione"),
            (Response, "risoluzione|risposta|ripristino|mitigazione|soluzione|contesto"),
            (Services, "servizi coinvolti|servizi interessati|servizio interessato|servizi|componenti"),
            (Severity, "severita|gravita|priorita|criticita"),
            (Status, "stato"),
            (Authors, "autore|autori|autrice|responsabile|redatto da"),
            (Duration, "durata|durata totale|durata dell'incidente|tempo di risoluzione"),
            (Day, "data|data dell'incidente|giorno"),
            (Start, "inizio|inizio dell'incidente"),
            (End, "fine|fine dell'incidente"),
            (Links, "riferimenti|collegamenti|link"),
            (Record, "appendice|allegati|indice|registro|comunicazioni|comunicazione|log"),
            (Other, "glossario|partecipanti|ringraziamenti|antefatti|pubblicato|aggiornato"),
        ],
        small: &[
            (Small::About, "circa|verso|intorno|poco|dopo|approssimativamente"),
            (Small::At, "alle|ore|il|dalle|all|l|le|del|dal"),
            (Small::To, "alle|fino|al|a"),
            (Small::From, "tra|fra|dalle|dal"),
            (Small::And, "e"),
            (Small::Of, "di|del"),
            (Small::Hour, "ore"),
            (Small::Noon, "mezzogiorno"),
            (Small::Midnight, "mezzanotte"),
            (Small::Morning, "mattina|mattino"),
            (Small::Evening, "pomeriggio|sera"),
            (Small::Night, "notte"),
            (
                Small::NextDay,
                "giorno successivo|giorno dopo|il giorno dopo|il giorno successivo|il giorno seguente|giorno seguente|l'indomani|la mattina dopo",
            ),
            (Small::Later, "dopo|piu tardi"),
        ],
        terms: &[
            (Term::SignOff, "cordiali saluti|distinti saluti|un cordiale saluto"),
            (Term::TimeHead, "orario|ora"),
            (Term::ActorHead, "chi"),
            (Term::UpdateHeading, "aggiornamento"),
            (Term::UpdatesSection, "aggiornamenti"),
            (Term::ActionOpen, "aperto|da fare|da pianificare|aperta|pianificato|pianificata|non iniziato"),
            (Term::ActionInProgress, "in corso|in lavorazione"),
            (Term::ActionDone, "completato|fatto|fatta|completata|concluso|conclusa|chiuso|chiusa"),
            (Term::OwnerHead, "responsabile|chi|assegnatario"),
            (Term::StatusHead, "stato"),
            (Term::DueHead, "scadenza|entro|data"),
            (Term::PriorityHead, "priorita"),
            (Term::ActionHead, "azione|attivita|cosa"),
            (Term::Nothing, "nessuno"),
            (Term::Why, "perche"),
            (Term::DueBefore, "scadenza"),
            (Term::NoteOwner, "responsabile"),
            (Term::NoteDue, "scadenza|entro|entro il"),
            (Term::Resolved, "risolto"),
            (Term::LengthBefore, "per"),
            (Term::SameDay, "stesso giorno"),
            (Term::Second, "secondi"),
            (Term::Minute, "minuti"),
            (Term::Hour, "ora|ore"),
            (Term::Day, "giorni|giorno"),
            (Term::DayWord, "giorno"),
            (Term::Published, "pubblicato|aggiornato|modificato|creato"),
            (Term::AllTimes, "tutti gli orari|orari in|orari sono|gli orari"),
            (Term::TimesWord, "orari"),
            (Term::SpeaksOfTimes, "orari|ora "),
            (Term::Little, "il|di|che|della|sono"),
            (Term::MailSubject, "oggetto"),
        ],
    },
    // Dutch
    Language {
        kinds: "incidentrapport|incidentverslag|incidentanalyse|storingsrapport|storingsverslag|incidentrapportage",
        months: "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sep|sept oktober|okt november|nov december|dec",
        weekdays: "maandag|ma dinsdag|di woensdag|wo donderdag|do vrijdag|vr zaterdag|za zondag|zo",
        topics: &[
            (Summary, "samenvatting|overzicht|wat is er gebeurd|wat gebeurde er|beschrijving|inleiding"),
            (Impact, "impact|gevolgen|getroffen gebruikers|getroffen klanten"),
            (Timeline, "tijdlijn|chronologie|verloop|tijdsverloop|verloop van het incident|gebeurtenissen"),
            (
                Causes,
                "waarom|oorzaak|oorzaken|hoofdoorzaak|grondoorzaak|onderliggende oorzaak|oorzaakanalyse|bijdragende factoren|waarom is dit gebeurd|kernoorzaak|waarom gebeurde dit|oorzakenanalyse",
            ),
            (Whys, "vijf keer waarom|5x waarom|5 keer waarom"),
            (Trigger, "aanleiding"),
            (
                Actions,
                "actie|acties|actiepunten|maatregelen|vervolgacties|vervolgstappen|verbeteracties|volgende stappen|corrigerende maatregelen|preventieve maatregelen|verbeteringen|verbeterpunten en acties|corrigerende acties|opvolging|wat gaan we doen|wat we gaan doen|wat doen we|actielijst|verbetermaatregelen",
            ),
            (
                Lessons(LessonKind::Learned),
                "geleerde lessen|lessen|wat hebben we geleerd|wat we hebben geleerd|leerpunten|conclusie",
            ),
            (Lessons(LessonKind::WentWell), "wat ging goed|wat er goed ging"),
            (
                Lessons(LessonKind::WentWrong),
                "wat ging fout|wat ging niet goed|wat ging mis|wat er fout ging|verbeterpunten|wat kan beter",
            ),
            (Lessons(LessonKind::Lucky), "waar hadden we geluk|geluk"),
            (Detection, "detectie|ontdekking"),
            (Response, "oplossing|herstel|reactie|afhandeling"),
            (Services, "getroffen diensten|diensten|getroffen systemen|dienst"),
            (Severity, "ernst|prioriteit|ernstniveau"),
            (Authors, "auteur|auteurs|opgesteld door|eigenaar"),
            (Duration, "duur|duur van de storing|totale duur"),
            (Day, "datum|datum incident|dag"),
            (Start, "begin|aanvang|start van het incident"),
            (End, "einde|eind"),
            (Links, "verwijzingen|bronnen|zie ook"),
            (Record, "bijlage|bijlagen|inhoudsopgave|inhoud|logboek|communicatie"),
            (Other, "achtergrond|deelnemers|betrokkenen|gepubliceerd|bijgewerkt"),
        ],
        small: &[
            (Small::About, "omstreeks|rond|ongeveer|kort|na"),
            (Small::At, "om|op|vanaf|de"),
            (Small::To, "tot|t/m"),
            (Small::From, "tussen|van|vanaf"),
            (Small::And, "en"),
            (Small::Hour, "uur|u"),
            (Small::Morning, "ochtends"),
            (Small::Evening, "middags|avonds"),
            (Small::Night, "nachts"),
            (
                Small::NextDay,
                "de volgende dag|volgende dag|de volgende ochtend|volgende ochtend|de dag erna|dag erna|de dag daarna",
            ),
            (Small::Later, "later"),
        ],
        terms: &[
            (Term::SignOff, "met vriendelijke groet|met vriendelijke groeten|hoogachtend|vriendelijke groet"),
            (Term::StatusHead, "status"),
            (Term::ActionOpen, "te doen|open|gepland|nog te doen"),
            (Term::TimeHead, "tijd|tijdstip"),
            (Term::ActorHead, "wie"),
            (Term::TextHead, "gebeurtenis"),
            (Term::ActionInProgress, "onderhanden|bezig|in behandeling|loopt"),
            (Term::ActionDone, "afgerond|gereed|klaar|gedaan|voltooid"),
            (Term::OwnerHead, "eigenaar|wie|verantwoordelijke|actiehouder"),
            (Term::DueHead, "termijn|deadline|gereed voor|einddatum|datum|wanneer"),
            (Term::ActionHead, "actie|maatregel|acties|wat"),
            (Term::Nothing, "geen"),
            (Term::Why, "waarom"),
            (Term::NoteOwner, "eigenaar|verantwoordelijk"),
            (Term::NoteDue, "voor|deadline|uiterlijk"),
            (Term::Resolved, "opgelost"),
            (Term::LengthBefore, "ongeveer"),
            (Term::SameDay, "zelfde dag|dezelfde dag"),
            (Term::Second, "seconden"),
            (Term::Minute, "minuut"),
            (Term::Hour, "uur"),
            (Term::Day, "dagen"),
            (Term::Published, "gepubliceerd|bijgewerkt|gewijzigd|aangemaakt"),
            (Term::AllTimes, "alle tijden|tijden in|tijden zijn"),
            (Term::TimesWord, "tijden"),
            (Term::SpeaksOfTimes, "tijd"),
            (Term::Little, "het|een|van|met"),
            (Term::MailSubject, "onderwerp"),
        ],
    },
    // Polish
    Language {
        kinds: "raport z incydentu|raport o incydencie|raport z awarii|analiza incydentu|raport poincydentalny|raport po incydencie|raport z awarii systemu|analiza poincydentalna|analiza powypadkowa|post-mortem incydentu|raport incydentu",
        months: "stycznia|styczen|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecien|kwi maja|maj czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpien|sie wrzesnia|wrzesien|wrz pazdziernika|pazdziernik|paz listopada|listopad|lis grudnia|grudzien|gru",
        weekdays: "poniedzialek|pon wtorek|wt sroda|sr czwartek|czw piatek|pt sobota|sob niedziela|niedz",
        topics: &[
            (Trigger, "bezposrednia przyczyna|wyzwalacz"),
            (Status, "status|stan"),
            (Services, "uslugi|systemy|dotkniete uslugi|dotkniete systemy|usluga"),
            (Summary, "podsumowanie|streszczenie|co sie stalo|opis|opis zdarzenia"),
            (Impact, "wplyw|skutki|wplyw na uzytkownikow"),
            (
                Timeline,
                "os czasu|przebieg|chronologia|przebieg zdarzen|przebieg incydentu|linia czasu|harmonogram zdarzen|chronologia zdarzen|kalendarium|os czasu zdarzen|os czasu incydentu|przebieg awarii|historia zdarzen|co sie dzialo",
            ),
            (
                Causes,
                "dlaczego|przyczyna|przyczyny|przyczyna zrodlowa|przyczyny zrodlowe|glowna przyczyna|analiza przyczyn|czynniki|przyczyna glowna|podstawowa przyczyna|dlaczego do tego doszlo|czynniki sprzyjajace|co bylo przyczyna|przyczyny incydentu|przyczyna awarii|przyczyny awarii|przyczyna incydentu",
            ),
            (Whys, "5 razy dlaczego|5x dlaczego|piec razy dlaczego"),
            (
                Actions,
                "dzialania|dzialania naprawcze|dalsze kroki|nastepne kroki|zadania|dzialania korygujace|dzialania zapobiegawcze|plan dzialan|co zrobimy|co dalej|plan naprawczy|srodki zaradcze|kolejne kroki|dzialania po incydencie|usprawnienia|do zrobienia|zalecenia|rekomendacje|dzialania nastepcze|co robimy|co zmieniamy",
            ),
            (Lessons(LessonKind::Learned), "wnioski|czego sie nauczylismy|lekcje"),
            (Lessons(LessonKind::WentWell), "co poszlo dobrze|co zadzialalo"),
            (Lessons(LessonKind::WentWrong), "co poszlo zle|co nie zadzialalo"),
            (Detection, "wykrycie"),
            (Response, "rozwiazanie|reakcja|naprawa"),
            (Severity, "priorytet|waznosc|krytycznosc|poziom krytycznosci"),
            (Authors, "autor|autorzy"),
            (Duration, "czas trwania"),
            (Day, "data|data incydentu"),
            (Start, "poczatek"),
            (End, "koniec"),
            (Record, "zalacznik|zalaczniki|spis tresci|logi|komunikacja"),
            (Other, "tlo|uczestnicy|slownik"),
        ],
        small: &[
            (Small::About, "okolo|ok|kolo|po"),
            (Small::At, "o|godz|w|od|dnia|godzinie"),
            (Small::To, "do"),
            (Small::From, "od|miedzy"),
            (Small::And, "a|i"),
            (Small::Morning, "rano"),
            (Small::Evening, "poludniu|wieczorem"),
            (Small::Night, "nocy"),
            (Small::NextDay, "nastepnego dnia|kolejnego dnia|nazajutrz"),
            (Small::Later, "pozniej"),
        ],
        terms: &[
            (Term::SignOff, "z powazaniem|pozdrawiam|pozdrawiamy|z wyrazami szacunku"),
            (Term::SameDay, "tego dnia|tego samego"),
            (Term::TimeZoneLabel, "strefa czasowa"),
            (Term::Week, "tygodni|tygodnie"),
            (Term::Second, "sekund|sekundy|sek"),
            (Term::GroupDone, "zrobione|wykonane"),
            (Term::GroupOpen, "do zrobienia|zaplanowane"),
            (Term::LengthBefore, "okolo|przez|trwala|trwal"),
            (Term::Resolved, "rozwiazany|rozwiazane|zamkniety|zakonczony"),
            (Term::Ongoing, "trwa|w toku"),
            (Term::DueBefore, "termin"),
            (Term::StatusLabel, "status:"),
            (Term::Why, "dlaczego"),
            (Term::Nothing, "brak|nie dotyczy"),
            (Term::KindHead, "typ|rodzaj"),
            (Term::PriorityHead, "priorytet"),
            (Term::DueHead, "termin|do kiedy"),
            (Term::StatusHead, "stan"),
            (Term::Unknown, "nieznany|nieznana"),
            (Term::NumberHead, "lp|lp.|nr"),
            (Term::LengthHead, "czas trwania"),
            (Term::TextHead, "zdarzenie|opis|wydarzenie"),
            (Term::ActorHead, "kto"),
            (Term::EndHead, "koniec|do"),
            (Term::TimeHead, "czas|godzina"),
            (Term::ActionOpen, "otwarte|zaplanowane|nierozpoczete|do zrobienia|otwarty|planowane"),
            (Term::ActionInProgress, "w toku|w trakcie|w realizacji"),
            (Term::ActionDone, "zrobione|wykonane|zakonczone|ukonczone|gotowe|wdrozone|wykonano"),
            (Term::OwnerHead, "odpowiedzialny|wlasciciel|osoba odpowiedzialna|odpowiedzialna|kto|osoba"),
            (Term::ActionHead, "dzialanie|zadanie|dzialania|co"),
            (Term::NoteOwner, "odpowiedzialny|odpowiedzialna|odp.|wlasciciel"),
            (Term::NoteDue, "do|termin"),
            (Term::Minute, "minuty|minut|minute"),
            (Term::Hour, "godzin|godziny|godz|godzine"),
            (Term::Day, "dni"),
            (Term::DayWord, "dzien"),
            (Term::Published, "opublikowano|zaktualizowano|utworzono"),
            (Term::AllTimes, "wszystkie godziny|czasy"),
            (Term::SpeaksOfTimes, "godzin|czas"),
            (Term::Little, "na|nie|jest"),
            (Term::MailSubject, "temat"),
        ],
    },
    // Swedish, Danish and Norwegian
    Language {
        kinds: "incidentrapport|handelserapport|hendelsesrapport|haendelsesrapport|driftsrapport",
        months: "januari|januar|jan februari|februar|feb mars|marts|mar april|apr maj|mai juni|jun juli|jul augusti|august|aug september|sep|sept oktober|okt november|nov december|desember|dec|des",
        weekdays: "mandag|man|mandagen tisdag|tirsdag|tis|tir onsdag|ons torsdag|tor|tors fredag|fre lordag|lor sondag|son",
        topics: &[
            (
                Summary,
                "sammanfattning|sammendrag|resume|vad hande|hvad skete der|hva skjedde|oversikt|overblik|beskrivelse",
            ),
            (Impact, "paverkan|pavirkning|konsekvenser|konsekvens"),
            (
                Timeline,
                "tidslinje|handelseforlopp|haendelsesforlob|haendelsesforlop|tidslinje for haendelsen|tidsforlob|tidsforlop|tidplan|tidsaxel|hendelsesforlop|forlob|kronologi|tidsforlopp",
            ),
            (
                Causes,
                "orsak|orsaker|rotorsak|grundorsak|arsag|arsager|grundarsag|arsak|arsaker|rotarsak|bakenforliggende arsak|bakomliggande orsak|grundlaeggende arsag|hovedarsak|bidragande faktorer|medvirkende faktorer|bidragende faktorer|orsaksanalys",
            ),
            (
                Actions,
                "atgarder|korrigerande atgarder|nasta steg|tiltak|korrigerende handlinger|handlinger|naeste skridt|neste steg|opfolgning|oppfolging|uppfoljning|tiltag|forebyggende tiltak|vad vi gor nu|hva vi gjor na|hvad gor vi nu|fremadrettede tiltag|oppfolgingspunkter|atgardsplan|atgardslista",
            ),
            (
                Lessons(LessonKind::Learned),
                "lardomar|laering|laerdom|laerdommer|hvad laerte vi|hva laerte vi|vad larde vi oss|slutsatser",
            ),
            (Lessons(LessonKind::WentWell), "vad gick bra|hvad gik godt|hva gikk bra"),
            (
                Lessons(LessonKind::WentWrong),
                "vad gick daligt|hvad gik galt|hva gikk galt|vad gick fel|hva gikk darlig",
            ),
            (Response, "losning|losningen|atgard|retting"),
            (Severity, "allvarlighetsgrad|alvorlighed|alvorlighetsgrad"),
            (Authors, "forfattare|forfatter|forfattere"),
            (Duration, "varaktighet|varighed|varighet"),
            (Day, "dato|datum"),
            (Record, "bilaga|bilag|innehall|indhold|innhold|vedlegg"),
            (Other, "bakgrund|baggrund|bakgrunn|deltagare|deltagere"),
        ],
        small: &[
            (Small::About, "cirka|omkring|ungefar|rundt|kring"),
            (Small::At, "kl|klokken|klockan|den|om|fra"),
            (Small::To, "till|til"),
            (Small::From, "mellan|mellem|mellom|fran|fra"),
            (Small::And, "och|og"),
            (Small::NextDay, "nasta dag|naeste dag|neste dag|dagen efter|dagen etter|dagen darpa"),
            (Small::Later, "senare|senere"),
        ],
        terms: &[
            (
                Term::SignOff,
                "med vanliga halsningar|vanliga halsningar|med venlig hilsen|venlig hilsen|med vennlig hilsen|hilsen",
            ),
            (Term::Week, "veckor|uker|uger"),
            (Term::Second, "sekunder|sek"),
            (Term::NoteDue, "senast|frist|innen|inden"),
            (Term::DueHead, "deadline|frist|klart senast|slutdatum|senast"),
            (Term::StatusHead, "status"),
            (Term::ActionInProgress, "pagaende|pagaende|i gang|igang|paborjad|under arbeid"),
            (Term::ActionOpen, "oppen|apen|planerad|planlagt|ej pabarjad|aben"),
            (Term::TimeHead, "tid|tidspunkt"),
            (Term::ActionDone, "klart|ferdig|klar|fardig|utfort|udfort|gjort|lost|faerdig|fullfort"),
            (Term::OwnerHead, "ansvarig|ansvarlig|eier|agare|hvem|vem"),
            (Term::ActionHead, "atgard|tiltak|tiltag|handling|uppgift|oppgave|opgave"),
            (Term::NoteOwner, "ansvarig|ansvarlig"),
            (Term::Minute, "minuter|minutter|minutt|minut"),
            (Term::Hour, "timmar|timer|timme|time"),
            (Term::Day, "dagar|dage|dager"),
            (Term::DayWord, "dag"),
            (Term::Published, "publicerad|uppdaterad|skapad|oppdatert|opdateret|oprettet"),
            (Term::AllTimes, "alla tider|alle tider"),
            (Term::SpeaksOfTimes, "tid"),
            (Term::Little, "och|att|og|er|til|pa|av"),
        ],
    },
    // Russian and Ukrainian
    Language {
        kinds: "постмортем|пост-мортем|отчет об инциденте|отчет о сбое|разбор инцидента|разбор полетов|звіт про інцидент|отчет о происшествии|отчет по инциденту|постмортем инцидента|анализ инцидента|звіт про збіи|разбор сбоя|отчет о сбое в работе|инцидент|rca",
        months: "января|январь|янв|сiчня|січня февраля|февраль|фев|лютого марта|март|мар|березня апреля|апрель|апр|квiтня|квітня мая|май|травня июня|июнь|червня июля|июль|липня августа|август|авг|серпня сентября|сентябрь|сен|сент|вересня октября|октябрь|окт|жовтня ноября|ноябрь|ноя|листопада декабря|декабрь|дек|грудня",
        weekdays: "понедельник|понеділок|пн вторник|вівторок|вт среда|середа|ср четверг|четвер|чт пятница|пт суббота|субота|сб воскресенье|неділя|вс",
        topics: &[
            (Links, "ссылки|материалы|полезные ссылки"),
            (Services, "затронутые сервисы|сервисы|сервис|затронутые системы|компоненты|система|системы"),
            (
                Summary,
                "резюме|підсумок|короткии опис|що сталося|опис|краткое описание|что произошло|обзор|описание|сводка|кратко|описание инцидента|описание проблемы|краткое резюме|суть|вкратце|общая информация",
            ),
            (Impact, "влияние|вплив|наслідки|последствия|воздействие|масштаб"),
            (
                Timeline,
                "хронология|хронологія|хронологія подіи|перебіг подіи|часова шкала|шкала времени|таимлаин|ход событии|последовательность событии|хронология событии|хронология инцидента|хронология сбоя|ход инцидента|временная шкала|временная линия|развитие событии|порядок событии|как развивались события|хроника|хроника событии|таимлаин инцидента|таимлаин событии",
            ),
            (
                Causes,
                "почему|причина|причины|причини|першопричина|коренева причина|основна причина|аналіз причин|первопричина|корневая причина|корневые причины|основная причина|анализ причин|сопутствующие факторы|почему так вышло|почему это произошло|почему это случилось|почему так произошло|причина инцидента|причина сбоя|причины инцидента|причины сбоя|в чем была причина|коренная причина|коренные причины|анализ первопричин|анализ причин инцидента|почему так случилось",
            ),
            (Whys, "пять почему|5 почему"),
            (Trigger, "триггер"),
            (
                Actions,
                "деиствия|дії|заходи|коригувальні дії|подальші кроки|наступні кроки|план діи|що далі|что дальше|что будем делать|что мы сделаем|что мы делаем|что сделаем|что сделать|что нужно сделать|планируемые меры|принятые меры|доработки|корректирующие деиствия|дальнеишие шаги|следующие шаги|план деиствии|меры|задачи|корректирующие меры|что делаем|предотвращение|корректирующие мероприятия|мероприятия|что сделали и что будем делать|что мы делаем дальше|план мероприятии|что мы предприняли|предпринятые деиствия|профилактические меры|меры по предотвращению|меры предотвращения|меры по недопущению|рекомендации|план работ|улучшения|что изменим|что исправим|что сделано|деиствия по итогам",
            ),
            (
                Lessons(LessonKind::Learned),
                "выводы|висновки|засвоєні уроки|уроки|извлеченные уроки|что мы узнали|чему мы научились",
            ),
            (Lessons(LessonKind::WentWell), "что прошло хорошо|что было хорошо|что сработало|что получилось"),
            (
                Lessons(LessonKind::WentWrong),
                "что пошло не так|что было плохо|что не сработало|что можно улучшить|что было не так|что прошло плохо|точки роста",
            ),
            (Lessons(LessonKind::Lucky), "где нам повезло|где повезло"),
            (Detection, "обнаружение"),
            (Response, "решение|реакция|устранение|восстановление"),
            (Severity, "критичность|приоритет|серьезность|уровень критичности|уровень|важность"),
            (Status, "статус|состояние"),
            (Authors, "автор|авторы|ответственныи|автор отчета|составил|подготовил"),
            (
                Duration,
                "длительность|продолжительность|длительность инцидента|время простоя|общее время простоя|тривалість",
            ),
            (Day, "дата|дата инцидента|дата інциденту|дата и время|дата сбоя"),
            (Start, "начало|время начала|начало инцидента|дата начала|початок"),
            (
                End,
                "конец|окончание|время окончания|конец инцидента|окончание инцидента|дата окончания|завершение|кінець",
            ),
            (Record, "приложение|содержание|логи|сообщения"),
            (Other, "контекст|участники|предыстория"),
        ],
        small: &[
            (Small::Midnight, "полночь"),
            (Small::Noon, "полдень"),
            (Small::Hour, "ч|час"),
            (Small::About, "около|примерно|приблизительно|близько|приблизно"),
            (Small::At, "в|с|о|об|у|к|ко"),
            (Small::To, "до|по"),
            (Small::From, "с|между"),
            (Small::And, "и"),
            (Small::Morning, "утра"),
            (Small::Evening, "вечера"),
            (Small::Night, "ночи"),
            (Small::NextDay, "на следующии день|следующии день|на следующее утро|наступного дня"),
            (Small::Later, "позже|спустя"),
        ],
        terms: &[
            (Term::SignOff, "с уважением|з повагою"),
            (Term::Little, "не|на|что|был|было|для|из|как"),
            (Term::TimeZoneLabel, "часовои пояс"),
            (Term::Week, "недель|недели|неделя"),
            (Term::Second, "секунд|секунды|сек"),
            (Term::SameDay, "тот же|того же"),
            (Term::GroupDone, "сделано|выполнено|готово"),
            (Term::GroupInProgress, "в работе"),
            (Term::GroupOpen, "запланировано|планируется"),
            (Term::LengthBefore, "около|примерно|в течение|длился|длилась|на протяжении"),
            (Term::Resolved, "решен|решено|устранен|устранено|закрыт|исправлено|завершен"),
            (Term::Mitigated, "смягчено"),
            (Term::Ongoing, "в работе|продолжается"),
            (Term::DueBefore, "срок|до "),
            (Term::StatusLabel, "статус:"),
            (Term::Nothing, "нет|отсутствует|отсутствуют|не требуется"),
            (Term::LinkHead, "тикет|ссылка"),
            (Term::KindHead, "тип"),
            (Term::Detect, "обнаруж"),
            (Term::Prevent, "предотвращ"),
            (Term::ActionDropped, "отменено|отклонено"),
            (Term::Unknown, "неизвестно|не известно"),
            (Term::NumberHead, "№|№ п/п|п/п"),
            (Term::LengthHead, "длительность"),
            (Term::ActorHead, "кто|участник"),
            (Term::EndHead, "конец|окончание"),
            (Term::TimeHead, "время|дата"),
            (Term::TextHead, "событие|описание|что произошло|деиствие|події|подія"),
            (Term::UpdateHeading, "обновление"),
            (Term::ActionOpen, "открыто|запланировано|не начато|к выполнению|новая|планируется|нова"),
            (Term::ActionInProgress, "в работе|в процессе|выполняется|в разработке"),
            (
                Term::ActionDone,
                "выполнено|сделано|готово|завершено|закрыто|выполнена|завершена|решено|исправлено|виконано|сделана",
            ),
            (Term::OwnerHead, "ответственныи|исполнитель|ответственная|ответственные|владелец|кто|відповідальнии"),
            (Term::StatusHead, "статус|состояние|стан"),
            (Term::DueHead, "срок|дедлаин|срок исполнения|дата|крок|термін|когда"),
            (Term::PriorityHead, "приоритет"),
            (Term::ActionHead, "деиствие|задача|мероприятие|мера|меры|деиствия|что сделать|дія|захід"),
            (Term::Why, "почему"),
            (Term::NoteOwner, "ответственныи|ответственная|исполнитель|отв."),
            (Term::NoteDue, "до|срок|дедлаин"),
            (Term::Minute, "минут|мин|минуты|минута|минуту|хв|хвилин"),
            (Term::Hour, "часов|часа|час|ч|годин|години"),
            (Term::Day, "дней|дня|день|суток"),
            (Term::DayWord, "день"),
            (Term::Published, "опубликовано|обновлено|создано|изменено"),
            (
                Term::AllTimes,
                "все время|время указано|время везде|все времена|времена указаны|время в |время московское|московскому времени",
            ),
            (Term::SpeaksOfTimes, "врем"),
            (Term::MailSubject, "тема"),
        ],
    },
    // Turkish
    Language {
        kinds: "olay raporu|kesinti raporu|ariza raporu",
        months: "ocak|oca subat|sub mart nisan|nis mayis haziran|haz temmuz|tem agustos|agu eylul|eyl ekim|eki kasim|kas aralik|ara",
        weekdays: "pazartesi|pzt sali carsamba|car persembe|per cuma cumartesi|cmt pazar",
        topics: &[
            (End, "bitis|bitis zamani"),
            (Start, "baslangic|baslangic zamani"),
            (Status, "durum"),
            (Summary, "ozet|ne oldu|genel bakis"),
            (Impact, "etki|etkiler|musteri etkisi"),
            (
                Timeline,
                "zaman cizelgesi|zaman akisi|kronoloji|olay akisi|olay zaman cizelgesi|olaylarin kronolojisi|zaman tuneli",
            ),
            (Causes, "kok neden|kok nedenler|neden|nedenler|kok neden analizi|temel neden|katkida bulunan faktorler"),
            (
                Actions,
                "aksiyonlar|alinacak aksiyonlar|duzeltici faaliyetler|sonraki adimlar|yapilacaklar|alinan onlemler|iyilestirmeler|aksiyon maddeleri|onlemler|eylemler|alinacak onlemler|alinan aksiyonlar|alinan aksiyonlar ve onlemler|aksiyon plani|aksiyon|planlanan aksiyonlar|tekrarini onlemek icin|iyilestirme onerileri|onleyici faaliyetler",
            ),
            (Lessons(LessonKind::Learned), "cikarilan dersler|ogrenilenler|dersler"),
            (Lessons(LessonKind::WentWell), "iyi gidenler|neler iyi gitti"),
            (Lessons(LessonKind::WentWrong), "kotu gidenler|neler kotu gitti"),
            (Detection, "tespit"),
            (Response, "cozum|mudahale|kurtarma|cozum sureci"),
            (Duration, "sure"),
            (Day, "tarih"),
        ],
        small: &[(Small::About, "yaklasik|civari"), (Small::At, "saat"), (Small::NextDay, "ertesi gun")],
        terms: &[
            (Term::SignOff, "saygilarimizla|saygilarimla"),
            (Term::LengthBefore, "yaklasik|boyunca"),
            (Term::Resolved, "cozuldu|kapandi"),
            (Term::SpeaksOfTimes, "saat"),
            (Term::Week, "hafta"),
            (Term::Day, "gun"),
            (Term::Second, "saniye"),
            (Term::Why, "neden"),
            (Term::Nothing, "yok"),
            (Term::NoteDue, "son tarih|termin"),
            (Term::NoteOwner, "sorumlu"),
            (Term::ActionHead, "aksiyon|eylem|gorev|onlem"),
            (Term::PriorityHead, "oncelik"),
            (Term::DueHead, "son tarih|termin|hedef tarih|tarih"),
            (Term::StatusHead, "durum"),
            (Term::OwnerHead, "sorumlu|sahip|sahibi"),
            (Term::ActionInProgress, "devam ediyor|suruyor"),
            (Term::ActionOpen, "acik|planlandi|bekliyor|yapilacak"),
            (Term::ActionDone, "tamamlandi|yapildi|bitti"),
            (Term::ActorHead, "kim"),
            (Term::TextHead, "olay|aciklama"),
            (Term::TimeHead, "saat|zaman|tarih"),
            (Term::Minute, "dakika|dk"),
            (Term::Hour, "saat|sa"),
            (Term::AllTimes, "tum saatler|saatler"),
            (Term::Little, "ve|bir"),
            (Term::MailSubject, "konu"),
        ],
    },
    // Czech and Slovak
    Language {
        kinds: "zprava o incidentu|sprava o incidente|analyza incidentu|hlaseni incidentu",
        months: "ledna|leden|januara|januar unora|unor|februara|februar brezna|brezen|marca dubna|duben|aprila kvetna|kveten|maja cervna|cerven|juna cervence|cervenec|jula srpna|srpen|augusta zari|septembra rijna|rijen|oktobra listopadu|listopad|novembra prosince|prosinec|decembra",
        weekdays: "pondeli|pondelok utery|utorok streda ctvrtek|stvrtok patek|piatok sobota nedele|nedela",
        topics: &[
            (Status, "stav"),
            (Services, "dotcene sluzby|sluzby|systemy"),
            (Summary, "shrnuti|souhrn|zhrnutie|suhrn|co se stalo|co sa stalo|popis|popis incidentu"),
            (Impact, "dopad|dopady|nasledky"),
            (
                Timeline,
                "casova osa|casovy prubeh|prubeh|prubeh udalosti|prubeh incidentu|chronologie|priebeh|casovy priebeh|priebeh udalosti",
            ),
            (
                Causes,
                "pricina|priciny|korenova pricina|korenove priciny|hlavni pricina|hlavna pricina|analyza pricin|prispivajici faktory|co bylo pricinou|proc se to stalo|proc k tomu doslo|prvotni pricina|pricina incidentu|pricina vypadku|preco sa to stalo",
            ),
            (Whys, "5x proc|petkrat proc"),
            (
                Actions,
                "napravna opatreni|opatreni|dalsi kroky|napravne opatrenia|opatrenia|dalsie kroky|ukoly|akcni body|akcni kroky|preventivni opatreni|co s tim budeme delat|co udelame|navrhovana opatreni|prijata opatreni|napravne kroky|doporuceni|co dal|ulohy|akcie",
            ),
            (Lessons(LessonKind::Learned), "pouceni|poucenie|co jsme se naucili|zaver|zavery"),
            (Lessons(LessonKind::WentWell), "co se povedlo|co slo dobre"),
            (Lessons(LessonKind::WentWrong), "co se nepovedlo|co slo spatne"),
            (Detection, "detekce|odhaleni"),
            (Response, "reseni|riesenie|obnova"),
            (Severity, "zavaznost|priorita"),
            (Authors, "autor|autori"),
            (Duration, "doba trvani|trvani|trvanie"),
            (Day, "datum|datum incidentu"),
            (Start, "zacatek|zaciatok"),
            (End, "konec|koniec"),
            (Record, "priloha|prilohy|obsah|logy"),
        ],
        small: &[
            (Small::About, "kolem|okolo|priblizne|asi|zhruba"),
            (Small::At, "v|ve|dne|o"),
            (Small::To, "do|az"),
            (Small::From, "od|mezi|medzi"),
            (Small::And, "a"),
            (Small::NextDay, "nasledujici den|nasledujuci den|druhy den|dalsi den|na druhy den"),
            (Small::Later, "pozdeji|neskor"),
        ],
        terms: &[
            (Term::SignOff, "s pozdravem|s uctou"),
            (Term::LengthBefore, "asi|zhruba|po dobu|trval"),
            (Term::TimeZoneLabel, "casove pasmo"),
            (Term::Published, "publikovano|vytvoreno|aktualizovano"),
            (Term::SpeaksOfTimes, "casy|casove"),
            (Term::AllTimes, "vsechny casy|casy jsou"),
            (Term::Day, "dni|dny|den"),
            (Term::Hour, "hodin|hodiny|hodina|hod"),
            (Term::Minute, "minut|minuty|minuta"),
            (Term::Second, "sekund|sekundy"),
            (Term::Resolved, "vyreseno|uzavreno|vyriesene"),
            (Term::NoteDue, "do|termin"),
            (Term::NoteOwner, "odpovida|zodpovida"),
            (Term::Why, "proc|preco"),
            (Term::Nothing, "zadne|zadny|neni"),
            (Term::ActionHead, "opatreni|ukol|akce|opatrenie|uloha"),
            (Term::PriorityHead, "priorita"),
            (Term::DueHead, "termin|do kdy"),
            (Term::StatusHead, "stav"),
            (Term::OwnerHead, "odpovedny|odpovida|zodpovida|vlastnik|kdo|zodpovedny"),
            (Term::ActionInProgress, "probiha|rozpracovano|v reseni"),
            (Term::ActionOpen, "otevreno|planovano|nezahajeno|otvorene"),
            (Term::ActionDone, "hotovo|splneno|dokonceno|vyreseno|hotove"),
            (Term::TextHead, "udalost|popis"),
            (Term::ActorHead, "kdo"),
            (Term::TimeHead, "cas|datum"),
            (Term::Little, "je|byl|az"),
            (Term::MailSubject, "predmet"),
        ],
    },
    // Hungarian
    Language {
        kinds: "incidensjelentes|incidens jelentes|hibajelentes|uzemzavar-jelentes",
        months: "januar februar|febr marcius|marc aprilis|apr majus|maj junius|jun julius|jul augusztus|aug szeptember|szept oktober|okt november|nov december|dec",
        weekdays: "hetfo kedd szerda csutortok pentek szombat vasarnap",
        topics: &[
            (Response, "megoldas|elharitas|helyreallitas"),
            (Status, "allapot|statusz"),
            (End, "vege|veg"),
            (Start, "kezdete|kezdet"),
            (Services, "erintett szolgaltatasok|erintett rendszerek|szolgaltatasok"),
            (Summary, "osszefoglalas|osszefoglalo|mi tortent|leiras"),
            (Impact, "hatas|hatasok|kovetkezmenyek"),
            (
                Timeline,
                "idovonal|idorend|kronologia|az esemenyek menete|esemenyek|esemenyek idorendben|az incidens lefolyasa|lefolyas|esemenyek sorrendje",
            ),
            (
                Causes,
                "okok|kivalto ok|gyokerok|kivalto okok|alapveto ok|okelemzes|hozzajarulo tenyezok|ok|mi okozta|az ok|a hiba oka|gyokerok-elemzes|kozvetlen ok|miert tortent",
            ),
            (Whys, "ot miert|5 miert"),
            (
                Actions,
                "intezkedesek|javito intezkedesek|teendok|kovetkezo lepesek|tovabbi lepesek|feladatok|megelozo intezkedesek|tovabbi teendok|akciok|javaslatok|mit teszunk",
            ),
            (Lessons(LessonKind::Learned), "tanulsagok|tanulsag"),
            (Severity, "sulyossag|prioritas"),
            (Authors, "szerzo|szerzok"),
            (Duration, "idotartam"),
            (Day, "datum|nap"),
        ],
        small: &[(Small::About, "kb|korul|kozel"), (Small::Hour, "orakor|ora"), (Small::And, "es")],
        terms: &[
            (Term::SignOff, "udvozlettel|tisztelettel"),
            (Term::LengthBefore, "kb|korulbelul"),
            (Term::Resolved, "megoldva|lezarva"),
            (Term::SpeaksOfTimes, "idopont"),
            (Term::AllTimes, "minden idopont|az idopontok"),
            (Term::Week, "het"),
            (Term::Day, "nap"),
            (Term::Hour, "ora"),
            (Term::Minute, "perc"),
            (Term::Second, "masodperc"),
            (Term::Why, "miert"),
            (Term::Nothing, "nincs"),
            (Term::NoteDue, "hatarido"),
            (Term::NoteOwner, "felelos"),
            (Term::ActionHead, "feladat|intezkedes|teendo"),
            (Term::PriorityHead, "prioritas"),
            (Term::DueHead, "hatarido"),
            (Term::StatusHead, "allapot|statusz"),
            (Term::OwnerHead, "felelos|ki"),
            (Term::ActionInProgress, "folyamatban"),
            (Term::ActionOpen, "nyitott|tervezett"),
            (Term::ActionDone, "kesz|elkeszult|elvegezve|lezarva|megtortent"),
            (Term::ActorHead, "ki"),
            (Term::TextHead, "esemeny|leiras"),
            (Term::TimeHead, "ido|idopont"),
        ],
    },
    // Finnish
    Language {
        kinds: "hairioraportti|poikkeamaraportti",
        months: "tammikuuta|tammikuu helmikuuta|helmikuu maaliskuuta|maaliskuu huhtikuuta|huhtikuu toukokuuta|toukokuu kesakuuta|kesakuu heinakuuta|heinakuu elokuuta|elokuu syyskuuta|syyskuu lokakuuta|lokakuu marraskuuta|marraskuu joulukuuta|joulukuu",
        weekdays: "maanantai|maanantaina tiistai|tiistaina keskiviikko|keskiviikkona torstai|torstaina perjantai|perjantaina lauantai|lauantaina sunnuntai|sunnuntaina",
        topics: &[
            (Services, "vaikutuksen alaiset palvelut|palvelut|palvelu"),
            (Status, "tila"),
            (Response, "ratkaisu|korjaus|palautuminen"),
            (Summary, "yhteenveto|tiivistelma|mita tapahtui|kuvaus"),
            (Impact, "vaikutus|vaikutukset"),
            (Timeline, "aikajana|tapahtumien kulku|tapahtumat|kronologia"),
            (
                Causes,
                "syy|syyt|juurisyy|juurisyyt|perimmainen syy|juurisyyanalyysi|myotavaikuttavat tekijat|miksi nain kavi|taustasyyt|hairion syy",
            ),
            (
                Actions,
                "toimenpiteet|korjaavat toimenpiteet|jatkotoimenpiteet|jatkotoimet|seuraavat askeleet|seuraavat vaiheet|ennaltaehkaisevat toimenpiteet|toimet",
            ),
            (Lessons(LessonKind::Learned), "opit|opittua|mita opimme"),
            (Severity, "vakavuus|prioriteetti"),
            (Authors, "tekija|tekijat|laatija"),
            (Duration, "kesto"),
            (Day, "paivamaara|paiva"),
        ],
        small: &[
            (Small::NextDay, "seuraavana paivana|seuraavana aamuna"),
            (Small::About, "noin|n"),
            (Small::At, "klo|kello"),
            (Small::And, "ja"),
            (Small::Later, "myohemmin"),
        ],
        terms: &[
            (Term::SignOff, "terveisin|ystavallisin terveisin"),
            (Term::SpeaksOfTimes, "ajat|kellonaj"),
            (Term::AllTimes, "kaikki ajat|kellonajat|ajat ovat"),
            (Term::Week, "viikkoa"),
            (Term::Day, "paivaa"),
            (Term::Hour, "tuntia|tunti|h"),
            (Term::Minute, "minuuttia|min"),
            (Term::Second, "sekuntia"),
            (Term::Why, "miksi"),
            (Term::Nothing, "ei"),
            (Term::NoteDue, "mennessa|maaraaika"),
            (Term::NoteOwner, "vastuuhenkilo|vastuu"),
            (Term::ActionHead, "toimenpide|tehtava"),
            (Term::DueHead, "maaraaika|aikataulu|mennessa"),
            (Term::StatusHead, "tila"),
            (Term::OwnerHead, "vastuuhenkilo|vastuu|omistaja|vastuutaho"),
            (Term::ActionInProgress, "kesken|tyon alla|kaynnissa"),
            (Term::ActionOpen, "avoin|tekematta|suunniteltu"),
            (Term::ActionDone, "valmis|tehty|suoritettu"),
            (Term::ActorHead, "kuka|tekija"),
            (Term::TextHead, "tapahtuma|kuvaus"),
            (Term::TimeHead, "aika|kellonaika|ajankohta"),
        ],
    },
    // Romanian
    Language {
        kinds: "raport de incident|raport incident",
        months: "ianuarie|ian februarie|feb martie|mar aprilie|apr mai iunie|iun iulie|iul august|aug septembrie|sept octombrie|oct noiembrie decembrie|dec",
        weekdays: "luni marti miercuri joi vineri sambata duminica",
        topics: &[
            (Services, "servicii afectate|servicii|sisteme afectate"),
            (End, "sfarsit|ora de sfarsit"),
            (Start, "inceput|ora de inceput"),
            (Status, "stare|status"),
            (Response, "rezolvare|remediere|solutie"),
            (Summary, "rezumat|sumar|ce s-a intamplat|descriere"),
            (Impact, "impact|consecinte"),
            (
                Timeline,
                "cronologie|cronologia|cronologia evenimentelor|desfasurare|desfasurarea evenimentelor|linia timpului|succesiunea evenimentelor|desfasurarea incidentului",
            ),
            (
                Causes,
                "cauza|cauze|cauza principala|cauza radacina|analiza cauzei|factori contributivi|cauza incidentului|cauze principale|de ce s-a intamplat|cauza primara",
            ),
            (
                Actions,
                "actiuni|actiuni corective|masuri|masuri corective|pasi urmatori|urmatorii pasi|plan de actiune|actiuni preventive|recomandari|ce urmeaza|actiuni de remediere|masuri preventive",
            ),
            (Lessons(LessonKind::Learned), "lectii|lectii invatate|concluzii"),
            (Severity, "severitate|prioritate"),
            (Authors, "autor|autori"),
            (Duration, "durata"),
            (Day, "data"),
        ],
        small: &[
            (Small::NextDay, "a doua zi|in ziua urmatoare|ziua urmatoare"),
            (Small::About, "aproximativ|jurul"),
            (Small::At, "la|ora|in"),
            (Small::To, "pana"),
            (Small::From, "intre"),
            (Small::And, "si"),
            (Small::Later, "tarziu"),
        ],
        terms: &[
            (Term::SignOff, "cu stima|cu respect"),
            (Term::Resolved, "rezolvat|inchis"),
            (Term::SpeaksOfTimes, "orele"),
            (Term::AllTimes, "toate orele"),
            (Term::Day, "zile|zi"),
            (Term::Hour, "ore|ora"),
            (Term::Minute, "minute"),
            (Term::Second, "secunde"),
            (Term::Why, "de ce"),
            (Term::Nothing, "niciuna|nu este cazul"),
            (Term::NoteDue, "termen|pana la"),
            (Term::NoteOwner, "responsabil"),
            (Term::ActionHead, "actiune|sarcina|masura"),
            (Term::DueHead, "termen|termen limita"),
            (Term::StatusHead, "stare|stadiu"),
            (Term::OwnerHead, "responsabil|cine"),
            (Term::ActionInProgress, "in curs|in lucru"),
            (Term::ActionOpen, "deschis|planificat|de facut"),
            (Term::ActionDone, "finalizat|finalizata|realizat|rezolvat|facut"),
            (Term::ActorHead, "cine"),
            (Term::TextHead, "eveniment|descriere"),
            (Term::TimeHead, "ora|data|timp"),
        ],
    },
    // Greek
    Language {
        kinds: "αναφορα περιστατικου|εκθεση περιστατικου|αναφορα συμβαντος",
        months: "ιανουαριου|ιανουαριος|ιαν φεβρουαριου|φεβρουαριος|φεβ μαρτιου|μαρτιος|μαρ απριλιου|απριλιος|απρ μαιου|μαιος ιουνιου|ιουνιος ιουλιου|ιουλιος αυγουστου|αυγουστος σεπτεμβριου|σεπτεμβριος οκτωβριου|οκτωβριος νοεμβριου|νοεμβριος δεκεμβριου|δεκεμβριος",
        weekdays: "δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη",
        topics: &[
            (Summary, "περιληψη|συνοψη|τι συνεβη"),
            (Impact, "επιπτωση|επιπτωσεις"),
            (Timeline, "χρονολογιο|χρονοδιαγραμμα|χρονικο|εξελιξη"),
            (Causes, "αιτια|αιτιες|αιτιο|βασικη αιτια|ριζικη αιτια|γενεσιουργος αιτια"),
            (Actions, "ενεργειες|διορθωτικες ενεργειες|επομενα βηματα|μετρα|διορθωτικα μετρα"),
            (Lessons(LessonKind::Learned), "διδαγματα|συμπερασματα"),
            (Day, "ημερομηνια"),
        ],
        small: &[(Small::About, "περιπου"), (Small::At, "στις|στη"), (Small::And, "και")],
        terms: &[],
    },
    // Indonesian and Malay
    Language {
        kinds: "laporan insiden|laporan kejadian",
        months: "januari|jan februari|feb maret|mar april|apr mei juni|jun juli|jul agustus|ogos|agu september|sep oktober|okt november|nov desember|des",
        weekdays: "senin|isnin selasa rabu kamis|khamis jumat|jumaat sabtu minggu|ahad",
        topics: &[
            (Summary, "ringkasan|apa yang terjadi|deskripsi"),
            (Impact, "dampak|kesan"),
            (Timeline, "kronologi|linimasa|garis waktu|urutan kejadian"),
            (Causes, "penyebab|akar masalah|akar penyebab|penyebab utama|faktor penyebab|punca masalah"),
            (
                Actions,
                "tindakan|tindakan perbaikan|tindak lanjut|langkah selanjutnya|rencana tindakan|langkah pencegahan",
            ),
            (Lessons(LessonKind::Learned), "pelajaran|pelajaran yang dipetik"),
            (Day, "tanggal|tarikh"),
        ],
        small: &[(Small::About, "sekitar"), (Small::At, "pukul|jam|pada"), (Small::And, "dan")],
        terms: &[],
    },
    // Vietnamese
    Language {
        kinds: "bao cao su co|bao cao hau kiem|phan tich su co",
        months: "",
        weekdays: "",
        topics: &[
            (Summary, "tom tat|tong quan|chuyen gi da xay ra|mo ta"),
            (Impact, "anh huong|tac dong"),
            (Timeline, "dong thoi gian|dien bien|trinh tu su kien|dien bien su co|moc thoi gian"),
            (Causes, "nguyen nhan|nguyen nhan goc re|nguyen nhan goc|nguyen nhan chinh|phan tich nguyen nhan"),
            (
                Actions,
                "hanh dong|hanh dong khac phuc|bien phap|bien phap khac phuc|ke hoach hanh dong|cac buoc tiep theo|bien phap phong ngua",
            ),
            (Lessons(LessonKind::Learned), "bai hoc|bai hoc kinh nghiem|bai hoc rut ra"),
            (Day, "ngay|ngay xay ra"),
        ],
        small: &[(Small::About, "khoang"), (Small::At, "luc|ngay"), (Small::To, "den"), (Small::From, "tu")],
        terms: &[],
    },
    // Arabic
    Language {
        kinds: "تقرير الحادث|تقرير حادث",
        months: "يناير فبراير مارس ابريل|أبريل مايو يونيو يوليو اغسطس|أغسطس سبتمبر اكتوبر|أكتوبر نوفمبر ديسمبر",
        weekdays: "الاثنين|الإثنين الثلاثاء الاربعاء|الأربعاء الخميس الجمعة السبت الاحد|الأحد",
        topics: &[
            (Summary, "ملخص|الملخص|ماذا حدث"),
            (Impact, "التاثير|التأثير|الأثر"),
            (Timeline, "الجدول الزمني|التسلسل الزمني|تسلسل الأحداث"),
            (Causes, "السبب|الأسباب|السبب الجذري|السبب الرئيسي"),
            (Actions, "الإجراءات|الإجراءات التصحيحية|الخطوات التالية|إجراءات المتابعة"),
            (Lessons(LessonKind::Learned), "الدروس المستفادة"),
            (Day, "التاريخ|تاريخ"),
        ],
        small: &[(Small::About, "حوالي"), (Small::At, "الساعة|في")],
        terms: &[],
    },
    // Hebrew
    Language {
        kinds: "דוח תקרית|דוח אירוע",
        months: "בינואר|ינואר בפברואר|פברואר במרץ|מרץ באפריל|אפריל במאי|מאי ביוני|יוני ביולי|יולי באוגוסט|אוגוסט בספטמבר|ספטמבר באוקטובר|אוקטובר בנובמבר|נובמבר בדצמבר|דצמבר",
        weekdays: "",
        topics: &[
            (Summary, "תקציר|סיכום|מה קרה"),
            (Impact, "השפעה"),
            (Timeline, "ציר זמן|ציר הזמן|לוח זמנים|השתלשלות האירועים"),
            (Causes, "סיבה|סיבת שורש|גורם שורש|סיבת השורש|הסיבה"),
            (Actions, "פעולות|פעולות מתקנות|צעדים הבאים|פעולות המשך|משימות"),
            (Lessons(LessonKind::Learned), "לקחים|מסקנות"),
            (Day, "תאריך"),
        ],
        small: &[(Small::At, "בשעה")],
        terms: &[],
    },
    // Catalan
    Language {
        kinds: "informe d'incident|informe de l'incident|informe d'incidencia|analisi de l'incident",
        months: "gener|gen febrer|febr marc abril|abr maig juny juliol|jul agost|ag setembre|set octubre|oct novembre|nov desembre|des",
        weekdays: "dilluns dimarts dimecres dijous divendres dissabte diumenge",
        topics: &[
            (Summary, "resum|resum executiu|que ha passat|que va passar|descripcio"),
            (Impact, "impacte|afectacio|usuaris afectats"),
            (Timeline, "cronologia|linia de temps|linia temporal|sequencia d'esdeveniments|cronologia dels fets"),
            (
                Causes,
                "causa arrel|causes arrel|causa principal|factors contribuents|analisi de causes|per que ha passat",
            ),
            (
                Actions,
                "accions|accions correctives|mesures|mesures correctives|properes passes|propers passos|pla d'accio|accions de millora|accions preventives",
            ),
            (Lessons(LessonKind::Learned), "llicons apreses|que hem apres"),
            (Lessons(LessonKind::WentWell), "que ha anat be|que va anar be"),
            (Lessons(LessonKind::WentWrong), "que ha anat malament|que va anar malament"),
            (Detection, "deteccio"),
            (Response, "resolucio|resposta|recuperacio"),
            (Severity, "gravetat|severitat|prioritat"),
            (Status, "estat"),
            (Duration, "durada"),
            (Day, "data"),
            (Start, "inici"),
            (End, "final"),
        ],
        small: &[
            (Small::About, "cap|aproximadament|vora|prop"),
            (Small::At, "les|el"),
            (Small::To, "fins"),
            (Small::Of, "d"),
            (Small::NextDay, "l'endema|endema"),
        ],
        terms: &[
            (Term::TextHead, "esdeveniment"),
            (Term::ActionDone, "fet|feta|completat|completada"),
            (Term::ActionOpen, "pendent"),
            (Term::OwnerHead, "responsable"),
            (Term::DueHead, "termini|data limit"),
            (Term::ActionHead, "accio|accions|tasca"),
            (Term::NoteDue, "termini"),
        ],
    },
    // Bulgarian
    Language {
        kinds: "доклад за инцидент|отчет за инцидент|анализ на инцидент",
        months: "януари февруари март април маи юни юли август септември октомври ноември декември",
        weekdays: "понеделник вторник сряда четвъртък петък събота неделя",
        topics: &[
            (Summary, "какво се случи|описание|обобщение"),
            (Impact, "въздеиствие|последствия"),
            (Timeline, "хронология на събитията|времева линия|ход на събитията"),
            (Causes, "първопричина|основна причина|коренна причина|причини|анализ на причините"),
            (Actions, "деиствия|коригиращи деиствия|мерки|следващи стъпки|план за деиствие|предприети мерки"),
            (Lessons(LessonKind::Learned), "научени уроци|поуки|изводи"),
            (Response, "разрешаване|възстановяване"),
            (Duration, "продължителност"),
            (Start, "начало"),
            (End, "краи"),
        ],
        small: &[(Small::About, "около"), (Small::At, "на|в"), (Small::NextDay, "на следващия ден|следващия ден")],
        terms: &[
            (Term::TimeHead, "час|дата и час"),
            (Term::TextHead, "събитие"),
            (Term::ActionDone, "изпълнено|готово|завършено"),
            (Term::OwnerHead, "отговорник|отговорен"),
            (Term::DueHead, "краен срок"),
            (Term::ActionHead, "деиствие|мярка"),
            (Term::NoteOwner, "отговорник|отговорен"),
        ],
    },
    // Croatian, Serbian and Slovene, in Latin letters
    Language {
        kinds: "izvjestaj o incidentu|izvestaj o incidentu|porocilo o incidentu|analiza incidenta",
        months: "sijecnja|januara|januarja veljace|februara|februarja ozujka|marta travnja|aprila svibnja|maja lipnja|juna|junija srpnja|jula|julija kolovoza|avgusta rujna|septembra listopada|oktobra studenoga|studenog|novembra prosinca|decembra",
        weekdays: "ponedjeljak|ponedeljak|ponedeljek utorak|torek srijeda|sreda cetvrtak|cetrtek petak|petek subota|sobota nedjelja|nedelja",
        topics: &[
            (Summary, "sazetak|rezime|sto se dogodilo|sta se desilo|povzetek|kaj se je zgodilo"),
            (Impact, "utjecaj|uticaj|posljedice|posledice|vpliv"),
            (
                Timeline,
                "vremenska crta|vremenski slijed|vremenska linija|tijek dogadaja|tok dogadaja|kronologija|hronologija|casovnica|potek dogodkov",
            ),
            (Causes, "uzrok|uzroci|temeljni uzrok|korijenski uzrok|glavni uzrok|vzrok|vzroki|temeljni vzrok"),
            (
                Actions,
                "mjere|mere|korektivne mjere|korektivne mere|sljedeci koraci|sledeci koraci|preventivne mjere|ukrepi|naslednji koraki|radnje|aktivnosti",
            ),
            (
                Lessons(LessonKind::Learned),
                "naucene lekcije|zakljucci|naucena lekcija|sto smo naucili|pridobljena spoznanja",
            ),
            (Response, "rjesenje|resenje|oporavak|resitev"),
            (Duration, "trajanje"),
            (Start, "pocetak|zacetek"),
            (End, "kraj|zavrsetak|konec"),
        ],
        small: &[
            (Small::About, "oko|otprilike|priblizno|okrog"),
            (Small::At, "u|ob"),
            (Small::Hour, "sati|uri"),
            (Small::NextDay, "sljedeci dan|sledeci dan|sljedeceg dana|sutradan|naslednji dan"),
        ],
        terms: &[
            (Term::TimeHead, "vrijeme|vreme"),
            (Term::TextHead, "dogadaj|dogodek|opis"),
            (Term::ActionDone, "zavrseno|gotovo|dovrseno|opravljeno"),
            (Term::ActionInProgress, "u tijeku|u toku|v teku"),
            (Term::OwnerHead, "odgovorna osoba|odgovoran|zaduzen|nositelj"),
            (Term::DueHead, "rok"),
            (Term::ActionHead, "mjera|mera|aktivnost|radnja|ukrep"),
            (Term::NoteOwner, "odgovoran|odgovorna osoba"),
            (Term::NoteDue, "rok|do"),
        ],
    },
    // Hindi
    Language {
        kinds: "घटना रिपोर्ट",
        months: "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
        weekdays: "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
        topics: &[
            (Summary, "सारांश|क्या हुआ|विवरण"),
            (Impact, "प्रभाव"),
            (Timeline, "समयरेखा|घटनाक्रम|समय-रेखा"),
            (Causes, "मूल कारण|कारण|मुख्य कारण"),
            (Actions, "सुधारात्मक कार्रवाई|कार्रवाई|अगले कदम|सुधारात्मक उपाय|निवारक उपाय|कार्य योजना"),
            (Lessons(LessonKind::Learned), "सीख|सबक"),
            (Day, "दिनांक|तारीख"),
            (Duration, "अवधि"),
        ],
        small: &[(Small::About, "लगभग|करीब"), (Small::Hour, "बजे")],
        terms: &[
            (Term::TimeHead, "समय"),
            (Term::TextHead, "घटना"),
            (Term::ActionDone, "पूर्ण|पूरा"),
            (Term::OwnerHead, "जिम्मेदार|जिम्मेदारी"),
            (Term::DueHead, "समय सीमा"),
        ],
    },
    // Thai. Marks above its letters are left out where they end a name.
    Language {
        kinds: "รายงานเหตุการณ",
        months: "มกราคม|ม.ค. กุมภาพันธ์|ก.พ. มีนาคม|มี.ค. เมษายน|เม.ย. พฤษภาคม|พ.ค. มิถุนายน|มิ.ย. กรกฎาคม|ก.ค. สิงหาคม|ส.ค. กันยายน|ก.ย. ตุลาคม|ต.ค. พฤศจิกายน|พ.ย. ธันวาคม|ธ.ค.",
        weekdays: "",
        topics: &[
            (Summary, "สรุป|สรุปเหตุการณ|บทสรุป|เกิดอะไรขึ้น"),
            (Impact, "ผลกระทบ"),
            (Timeline, "ไทม์ไลน|ลำดับเหตุการณ|ลำดับเวลา|เส้นเวลา"),
            (Causes, "สาเหตุ|สาเหตุหลัก|สาเหตุที่แท้จริง|ต้นเหตุ|สาเหตุราก"),
            (Actions, "แนวทางแก้ไข|การแก้ไข|มาตรการป้องกัน|สิ่งที่ต้องทำ|แนวทางป้องกัน|ขั้นตอนถัดไป|แผนดำเนินการ|การดำเนินการแก้ไข"),
            (Lessons(LessonKind::Learned), "บทเรียน|บทเรียนที่ได้รับ|สิ่งที่ได้เรียนรู"),
            (Day, "วันที|วันที่เกิดเหตุ"),
            (Duration, "ระยะเวลา"),
        ],
        small: &[(Small::About, "ประมาณ"), (Small::At, "เวลา|วันที่"), (Small::Hour, "น")],
        terms: &[
            (Term::TimeHead, "เวลา"),
            (Term::TextHead, "เหตุการณ์"),
            (Term::ActionDone, "เสร็จแล้ว|เสร็จสิ้น"),
            (Term::OwnerHead, "ผู้รับผิดชอบ"),
            (Term::DueHead, "กำหนดเสร็จ"),
        ],
    },
    // Japanese, Chinese and Korean. Words stand without blanks around them; their dates and clocks are marks, not words.
    Language {
        kinds: "ポストモーテム|障害報告|障害報告書|障害レポート|インシデント報告|インシデント報告書|インシデントレポート|事後分析|振り返り|复盘|故障复盘|事故复盘|故障报告|事故报告|复盘报告|故障复盘报告|事故复盘报告|事件报告|事件复盘|事故檢討|事件檢討|故障報告|事故報告|事件報告|事後檢討|장애 보고서|장애보고서|장애 보고|장애보고|장애 결과 보고|장애 리포트|포스트모템|포스트 모템|사후 분석|장애회고|인시던트 보고서|사고 보고서|장애 회고",
        months: "",
        weekdays: "",
        topics: &[
            (
                Summary,
                "サマリ|サマリー|概要|要約|事象|障害概要|何が起きたか|インシデント概要|まとめ|摘要|总结|概述|事件概述|故障概述|事故概述|概覽|摘要信息|요약|개요|장애 개요|무슨 일이|障害内容|障害の概要|事象の概要|发生了什么|事件描述|故障描述|故障现象|事件摘要|事故描述|장애 내용|장애 요약|사건 개요|무슨 일이 있었나|장애 현상|사고 개요|무슨 일이 있었나요|무슨 일이 일어났나요|何が起こったか|何が起きたのか",
            ),
            (
                Impact,
                "影響|影響範囲|ユーザー影響|影响|影响范围|影響範圍|用户影响|业务影响|影響評估|영향|영향 범위|고객 영향",
            ),
            (
                Timeline,
                "タイムライン|時系列|経緯|対応経緯|発生経緯|対応履歴|经过|时间线|时间轴|时间轴线|事件时间轴|故障时间线|事故经过|处理经过|处置过程|事件經過|事故經過|時間線|時間軸|事件经过|故障经过|处理过程|事件时间线|處理過程|타임라인|시간대별|경과|진행 경과|시간순|障害の経緯|発生から復旧までの経緯|対応の経緯|対応タイムライン|障害対応の時系列|时间节点|事故回顾|故障时间轴|事件回顾|经过回顾|故障处理过程|처리 경과|조치 경과|장애 경과|대응 경과|시간순 경과|장애 타임라인|사건 경과|이벤트 타임라인|발생 경과|조치 내역|장애 처리 경과|시간대별 상황|시간대별 조치 내용",
            ),
            (
                Causes,
                "原因|根本原因|直接原因|寄与要因|発生原因|要因|原因分析|根因|根因分析|根源分析|問題原因|问题原因|事故原因分析|故障原因|根本原因分析|事故原因|诱因分析|貢獻因素|影响因素|促成因素|원인|근본 원인|근본원인|원인 분석|발생 원인|기여 요인|なぜ起きたか|なぜ起きたのか|なぜ発生したか|発生要因|間接原因|直接の原因|間接的な原因|障害原因|問題の原因|故障原因分析|事故根因|间接原因|深层原因|故障根因|为什么会发生|장애 원인|원인 및 분석|직접 원인|근본 원인 분석|직접적인 원인|왜 발생했나|장애 발생 원인|기술적 원인|왜 발생했나요|원인은 무엇이었나요|なぜ起こったのか|なぜ障害が起きたのか|为什么发生|为什么会出现",
            ),
            (
                Whys,
                "なぜなぜ|なぜなぜ分析|5つのなぜ|五つのなぜ|5回のなぜ|五个为什么|5个为什么|五個為什麼|5 why|다섯 번의 왜|5가지 왜",
            ),
            (Trigger, "トリガー|引き金|きっかけ|契機|触发|触发因素|觸發|트리거|계기"),
            (
                Actions,
                "アクションアイテム|アクション|対策|再発防止|再発防止策|今後の対応|今後の取り組み|再発防止に向けて|対応策|改善アクション|ネクストアクション|改善|是正|是正措置|改善策|恒久対策|暫定対策|フォローアップ|今後の対策|次のステップ|やること|行动项|行动清单|行动计划|改进措施|后续措施|改进|后续行动|整改措施|行動項目|改善措施|后续计划|预防措施|防护措施|预防|后续步骤|待办|解决方案与改进|改进计划|改进事项|后续改进|改善計畫|後續行動|後續措施|後續改善|預防措施|액션 아이템|조치 사항|후속 조치|재발 방지|재발방지|재발방지 대책|재발방지책|개선 사항|재발 방지 대책|향후 계획|향후 조치|개선 계획|修复方案|改进方案|整改方案|整改计划|优化措施|改进建议|改进行动|后续改进措施|预防方案|解决方案|防范措施|長期対応|再発防止対策|今後の改善|todo|対応方針|恒久対応|今後の方針|アクションプラン|향후 대책|개선 방안|예방 조치|대책|후속 작업|액션 플랜|개선 과제|앞으로 어떻게|앞으로의 계획|앞으로 할 일|これからどうするか|今後どうするか|今後やること|接下来怎么做|后续怎么做|我们将怎么做|后续优化|优化项|改进清单|next action|next actions|ネクストステップ",
            ),
            (
                Lessons(LessonKind::Learned),
                "教訓|学び|学んだこと|得られた教訓|振り返り|ふりかえり|经验教训|教训|经验总结|學到的教訓|교훈|배운 점|배운점",
            ),
            (
                Lessons(LessonKind::WentWell),
                "うまくいったこと|良かったこと|良かった点|うまくいった点|よかったこと|做得好的|做得好|잘된 점|잘한 점|うまくいった|良かったこと・うまくいったこと|做得好的地方|做的好的|做得好的方面|좋았던 점|잘 된 점",
            ),
            (
                Lessons(LessonKind::WentWrong),
                "うまくいかなかったこと|悪かったこと|悪かった点|改善点|課題|問題点|うまくいかなかった点|做得不好|不足之处|待改进|아쉬운 점|잘못된 점|잘 안된 점|개선할 점|改善すべきこと|改善すべき点|改善が必要なこと|うまくいかなかった|問題だったこと|做得不好的|需要改进|需要改进的地方|待改进之处|做得不够好的|하지 못한 점|잘못한 점|부족했던 점",
            ),
            (
                Lessons(LessonKind::Lucky),
                "運が良かったこと|幸運だったこと|ラッキー|幸运|운이 좋았던|運が良かった点|走运|侥幸",
            ),
            (Detection, "検知|検出|検知方法|发现|检测|檢測|탐지|감지|検知の経緯|发现方式|发现过程|감지 방법|인지 경로"),
            (
                Response,
                "対応|復旧|解決|対応内容|復旧対応|復旧作業|解决|恢复|处理|应急处理|復原|대응|복구|해결|조치 내용|応急対応|復旧までの対応|復旧方法|恢复过程|解决过程|처리 내용|복구 과정|대응 과정|임시 조치",
            ),
            (
                Services,
                "影響サービス|対象サービス|影响服务|受影响服务|영향 서비스|対象システム|影響を受けたサービス|受影响的服务|涉及系统|影响系统|대상 시스템|영향 시스템|영향받은 서비스|서비스명",
            ),
            (
                Severity,
                "重大度|深刻度|優先度|重要度|严重程度|严重级别|级别|故障等级|嚴重程度|심각도|등급|障害レベル|影響度|重大性|事故等级|事件级别|故障级别|严重性|장애 등급|장애등급|중요도|심각성",
            ),
            (Status, "ステータス|状態|状态|狀態|상태"),
            (
                Authors,
                "作成者|著者|担当者|作者|撰写人|负责人|작성자|담당자|報告者|記入者|文責|编写人|报告人|作者/负责人|보고자|작성",
            ),
            (
                Duration,
                "影響期間|影響時間|継続時間|障害時間|停止時間|ダウンタイム|持续时间|故障时长|影响时长|持續時間|지속 시간|장애 시간|소요 시간|障害継続時間|ダウン時間|故障持续时间|影响时间|中断时间|장애시간|다운타임|장애 지속 시간",
            ),
            (
                Day,
                "発生日|日付|発生日時|日時|日期|发生日期|发生时间|事件日期|일자|날짜|발생 일시|발생일|発生年月日|事故日期|故障日期|故障时间|장애 일시|장애 발생 일시|장애일시|时间|時間|事件时间|事发时间",
            ),
            (
                Start,
                "開始|開始日時|发生|开始时间|開始時間|시작|시작 시간|発生時刻|発生開始|故障开始时间|장애 발생|발생 시각|시작 시각",
            ),
            (
                End,
                "終了|終了日時|復旧日時|结束时间|恢复时间|結束時間|종료|종료 시간|復旧時刻|復旧|故障恢复时间|복구 일시|복구 시각|종료 시각|완료 일시",
            ),
            (Links, "参考資料|関連リンク|参考|相关链接|参考资料|相關連結|참고|참고 자료"),
            (Record, "付録|目次|ログ|お知らせ履歴|チャットログ|附录|目录|日志|附錄|부록|목차|로그"),
            (
                Other,
                "メタデータ|背景|用語|参加者|対応の評価|用語集|名词解释|术语|참석자|배경|作成日|更新日|公開日|发布日期|작성일",
            ),
        ],
        small: &[],
        terms: &[
            (
                Term::SignOff,
                "以上、よろしくお願い|以上よろしくお願い|何卒よろしくお願い|敬具|此致|特此公告|特此通知|感谢您的理解|감사합니다|이상입니다|以上|此致敬礼",
            ),
            (Term::NumberHead, "番号|序号|编号|번호|순번|no|no."),
            (Term::TimeHead, "時刻|日時|時間|时间|日期|시간|일시|시각"),
            (Term::EndHead, "終了|结束时间|종료"),
            (Term::ActorHead, "担当|担当者|人员|담당"),
            (Term::TextHead, "イベント|内容|出来事|事件|描述|내용"),
            (Term::OtherHead, "期限|状態"),
            (Term::LengthHead, "所要時間"),
            (Term::WeekdayHead, "曜日"),
            (Term::Unknown, "不明|未知|미상"),
            (Term::UpdateHeading, "更新|업데이트"),
            (Term::ActionDropped, "取り消し|中止|取消"),
            (
                Term::ActionOpen,
                "未着手|未対応|未完了|待办|未开始|미완료|예정|予定|検討中|計画中|待处理|计划中|待开始|未完成|대기|계획|진행 예정",
            ),
            (
                Term::ActionInProgress,
                "対応中|進行中|进行中|진행 중|진행중|着手中|作業中|实施中|处理中|推进中|작업 중|작업중|검토 중",
            ),
            (
                Term::ActionDone,
                "完了|対応済|対応済み|已完成|完成|완료|済み|実施済み|実施済|已修复|已上线|已处理|已实施|조치 완료|적용 완료|처리완료",
            ),
            (Term::Prevent, "予防|预防|預防|예방"),
            (Term::Detect, "検知|检测|탐지|감지"),
            (Term::Mitigate, "緩和|缓解|완화"),
            (Term::Process, "プロセス|流程|프로세스"),
            (Term::ItemNumberHead, "番号"),
            (
                Term::OwnerHead,
                "担当|担当者|负责人|負責人|담당|담당자|責任者|責任人|责任人|执行人|跟进人|담당 부서|책임자|담당팀|オーナー",
            ),
            (Term::StatusHead, "状態|ステータス|状态|狀態|상태|状況|進捗|进度|진행"),
            (
                Term::DueHead,
                "期限|截止日期|完成时间|截止时间|기한|마감|期日|完了予定|完了予定日|納期|预计完成|计划完成时间|完成日期|时限|截止|완료 예정일|예정일|완료일|목표일|마감일",
            ),
            (Term::PriorityHead, "優先度|优先级|우선순위"),
            (Term::KindHead, "種別|分類|类型|유형"),
            (Term::LinkHead, "チケット|工单|티켓"),
            (
                Term::ActionHead,
                "アクション|対策|内容|項目|措施|行动项|改进项|改进措施|조치|항목|액션|问题|問題|要因|原因|対応|対応内容|タスク|アクション項目|改善内容|任务|事项|改进|内容描述|대책|개선 내용|과제|작업|조치 사항|조치 내용|할 일|개선사항",
            ),
            (Term::Nothing, "なし|無し|无|없음"),
            (Term::Why, "なぜ|为什么|왜"),
            (Term::StatusLabel, "状態:|状态:|상태:"),
            (Term::DueBefore, "期限"),
            (Term::NoteOwner, "担当者|担当|负责人|負責人|담당|責任者|责任人|跟进人|담당자"),
            (Term::NoteDue, "期限|截止|기한|期日|完了予定|截止日期|截止时间|预计|완료 예정|예정|마감|목표"),
            (Term::Ongoing, "対応中"),
            (Term::Mitigated, "緩和"),
            (Term::Resolved, "解決|解決済み|已解决|해결|완료"),
            (Term::LengthBefore, "約|约|약"),
            (Term::GroupOpen, "未完了|未着手|計画"),
            (Term::GroupInProgress, "対応中|進行中|进行中"),
            (Term::GroupDone, "完了|対応済み|已完成|완료"),
            (Term::NextDayMarks, "翌日|次日|隔日|第二天|隔天|익일|다음날|다음 날|이튿날"),
            (Term::Published, "作成|更新|公開|发布|创建|작성"),
            (
                Term::AllTimes,
                "時刻は|時間は|すべて|全て|所有时间|时间均为|以下时间|所有時間|時間均為|모든 시간|모든 시각|시간은|시각은|시간 기준",
            ),
            (Term::SpeaksOfTimes, "时间|時間|時刻|時区|시간"),
            (Term::MailSubject, "件名|主题|主旨|제목"),
            (Term::TimeZoneLabel, "タイムゾーン|时区|時區|시간대"),
        ],
    },
];

/// A letter without its accent, in small; a text where one letter becomes two, or nothing.
fn fold_char(c: char, folded: &mut String) {
    match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'ą' | 'Ą' | 'ă' | 'Ă' | '\u{1ea0}'..='\u{1eb7}' => folded.push('a'),
        'ç' | 'Ç' | 'ć' | 'č' | 'Č' | 'Ć' => folded.push('c'),
        'ď' | 'Ď' | 'đ' | 'Đ' => folded.push('d'),
        'è'..='ë' | 'È'..='Ë' | 'ę' | 'ě' | 'Ě' | 'Ę' | '\u{1eb8}'..='\u{1ec7}' => folded.push('e'),
        'ì'..='ï' | 'Ì'..='Ï' | 'ı' | 'İ' | 'ĩ' | 'Ĩ' | '\u{1ec8}'..='\u{1ecb}' => folded.push('i'),
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' => folded.push('n'),
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ő' | 'Ő' | 'ơ' | 'Ơ' | '\u{1ecc}'..='\u{1ee3}' => {
            folded.push('o');
        }
        'ù'..='ü' | 'Ù'..='Ü' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ũ' | 'Ũ' | 'ư' | 'Ư' | '\u{1ee4}'..='\u{1ef1}' => {
            folded.push('u');
        }
        'ý' | 'Ý' | 'ÿ' | '\u{1ef2}'..='\u{1ef9}' => folded.push('y'),
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' => folded.push('s'),
        'ź' | 'ż' | 'Ź' | 'Ż' | 'ž' => folded.push('z'),
        'ř' | 'Ř' => folded.push('r'),
        'ť' | 'Ť' | 'ț' | 'Ț' | 'ţ' | 'Ţ' => folded.push('t'),
        'ł' | 'Ł' | 'ľ' | 'Ľ' => folded.push('l'),
        'ğ' | 'Ğ' => folded.push('g'),
        '０'..='９' => folded.extend(char::from_digit(c as u32 - '０' as u32, 10)),
        '．' => folded.push('.'),
        'й' | 'Й' => folded.push('и'),
        'ё' | 'Ё' => folded.push('е'),
        'ß' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'ά' | 'Ά' => folded.push('α'),
        'έ' | 'Έ' => folded.push('ε'),
        'ή' | 'Ή' => folded.push('η'),
        'ί' | 'Ί' | 'ϊ' | 'ΐ' => folded.push('ι'),
        'ό' | 'Ό' => folded.push('ο'),
        'ύ' | 'Ύ' => folded.push('υ'),
        'ώ' | 'Ώ' => folded.push('ω'),
        '’' | '‘' | '´' | '`' => folded.push('\''),
        '‐' | '‑' => folded.push('-'),
        '\u{a0}' | '\u{3000}' | '\u{2009}' | '\u{202f}' => folded.push(' '),
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{fe0f}' => {}
        _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
        _ => folded.extend(c.to_lowercase()),
    }
}

/// A text in small letters without accents, as the tables are written.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut folded);
    }
    folded
}

/// `true` for a character of scripts that write without blanks between words.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// What a word may be in a date or before a time.
#[derive(Clone, Debug, Default)]
pub struct WordUse {
    /// A month, from 1.
    pub month: Option<u32>,
    /// A weekday, 0 for Monday.
    pub weekday: Option<u32>,
    /// Its roles around a time.
    pub small: Vec<Small>,
}

impl WordUse {
    /// `true` when it has that role.
    pub fn is(&self, small: Small) -> bool {
        self.small.contains(&small)
    }
}

/// Every word that stands in dates, of all languages.
static WORDS: LazyLock<HashMap<&'static str, WordUse>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, WordUse> = HashMap::new();
    for language in LANGUAGES {
        for (number, names) in (1..).zip(language.months.split(' ')) {
            for name in names.split('|').filter(|name| !name.is_empty()) {
                words.entry(name).or_default().month.get_or_insert(number);
            }
        }
        for (number, names) in (0..).zip(language.weekdays.split(' ')) {
            for name in names.split('|').filter(|name| !name.is_empty()) {
                words.entry(name).or_default().weekday.get_or_insert(number);
            }
        }
        for (small, names) in language.small {
            for name in names.split('|').filter(|name| !name.contains(' ')) {
                words.entry(name).or_default().small.push(*small);
            }
        }
    }
    words
});

/// The words of each term, of all languages.
static TERMS: LazyLock<HashMap<Term, Vec<&'static str>>> = LazyLock::new(|| {
    let mut terms: HashMap<Term, Vec<&'static str>> = HashMap::new();
    for (term, words) in LANGUAGES.iter().flat_map(|language| language.terms) {
        terms.entry(*term).or_default().extend(words.split('|'));
    }
    terms
});

/// The words of a term in all languages.
pub fn terms(term: Term) -> &'static [&'static str] {
    TERMS.get(&term).map_or(&[], Vec::as_slice)
}

/// `true` for a folded text that is a word of that term and nothing else.
pub fn is_term(text: &str, term: Term) -> bool {
    terms(term).contains(&text)
}

/// `true` for a folded text in which a word of that term stands as whole words.
pub fn has_term(text: &str, term: Term) -> bool {
    terms(term).iter().any(|word| contains_words(text, word, word.chars().any(is_wide)))
}

/// `true` for a folded text in which a word of that term stands, within other words too.
pub fn has_stem(text: &str, term: Term) -> bool {
    terms(term).iter().any(|word| text.contains(word))
}

/// The little words that languages are told by, with `true` for those of English.
static LITTLE: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    let rows = LANGUAGES.iter().zip(std::iter::once(true).chain(std::iter::repeat(false)));
    let little =
        rows.flat_map(|(language, english)| language.terms.iter().map(move |(term, words)| (*term, *words, english)));
    little
        .filter(|(term, ..)| *term == Term::Little)
        .flat_map(|(_, words, english)| words.split('|').map(move |word| (word, english)))
        .collect()
});

/// Whether a folded word is a little word of English, or of another language.
pub fn is_english(word: &str) -> Option<bool> {
    LITTLE.get(word).copied()
}

/// What a document that tells an incident is called, in all languages.
static KINDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| LANGUAGES.iter().flat_map(|language| language.kinds.split('|')).collect());

/// `true` for a title that says nothing but what kind of document it heads: "Postmortem", "障害報告".
pub fn is_kind(title: &str) -> bool {
    KINDS.contains(fold(title).trim_matches(|c: char| !c.is_alphanumeric()))
}

/// A title without the kind of document that it begins with: "Postmortem: …", "Incident report – …", "[RCA] …". The whole
/// title where nothing else is in it.
pub fn without_kind(title: &str) -> &str {
    let mut rest = title.trim();
    // "Post-mortem: Incident: …"
    for _ in 0..2 {
        let ends = rest.char_indices().filter(|(at, c)| match c {
            ':' | '：' | '–' | '—' | '|' | '｜' | ']' | '】' | '」' => true,
            '-' => {
                rest.get(..*at).is_some_and(|before| before.ends_with(' '))
                    && rest.get(*at..).is_some_and(|rest| rest.starts_with("- "))
            }
            _ => false,
        });
        let tail = ends
            .take(2)
            .find(|(at, _)| rest.get(..*at).is_some_and(is_kind))
            .and_then(|(at, c)| rest.get(at + c.len_utf8()..))
            .map(|tail| {
                tail.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—'))
            })
            .filter(|tail| tail.chars().any(char::is_alphanumeric));
        match tail {
            Some(tail) => rest = tail,
            None => break,
        }
    }
    rest
}

/// What a folded word may be.
pub fn word_use(word: &str) -> Option<&'static WordUse> {
    WORDS.get(word)
}

/// The month that a word names in any language, from 1.
pub fn month_of(word: &str) -> Option<u32> {
    word_use(&fold(word))?.month
}

/// The longest phrase of that role that a folded text begins with.
pub fn phrase_at(text: &str, small: Small) -> Option<&'static str> {
    let phrases = LANGUAGES.iter().flat_map(|language| language.small);
    let names = phrases.filter(|(role, _)| *role == small).flat_map(|(_, names)| names.split('|'));
    let ends = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    names.filter(|name| text.strip_prefix(name).is_some_and(ends)).max_by_key(|name| name.len())
}

/// Phrases for topics by their first word, and those of scripts without blanks between words.
#[derive(Default)]
struct Phrases {
    by_word: HashMap<&'static str, Vec<(&'static str, Topic)>>,
    wide: Vec<(&'static str, Topic)>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    for language in LANGUAGES {
        for (topic, names) in language.topics {
            for name in names.split('|') {
                if name.chars().next().is_some_and(|c| is_wide(c) || matches!(c, '\u{3040}'..='\u{30ff}')) {
                    phrases.wide.push((name, *topic));
                } else if is_loose(name, *topic) {
                    phrases.by_word.entry(first_word(name)).or_default().push((name, *topic));
                }
            }
        }
    }
    phrases
});

/// The letters and digits that a text begins with.
fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

/// `true` for a phrase that gives a longer title its topic. One-word names of details do not: "Start of the migration".
fn is_loose(phrase: &str, topic: Topic) -> bool {
    // "todo dentro de los contenedores"; a heading may begin with "why" and go on with anything.
    if matches!(phrase, "todo" | "warum" | "pourquoi" | "perche" | "waarom" | "dlaczego" | "почему") {
        return false;
    }
    phrase.contains(' ')
        || matches!(
            topic,
            Summary | Impact | Timeline | Causes | Whys | Trigger | Actions | Lessons(_) | Detection | Response
        ) && phrase.len() > 3
        || matches!(phrase, "appendix" | "transcript" | "changelog")
}

static EXACT: LazyLock<HashMap<&'static str, Topic>> = LazyLock::new(|| {
    let mut exact = HashMap::new();
    for language in LANGUAGES {
        for (topic, names) in language.topics {
            for name in names.split('|') {
                exact.entry(name).or_insert(*topic);
            }
        }
    }
    exact
});

/// A title as topics are looked up: folded, without marks, numbers before it, brackets behind it, and a colon.
pub fn bare_title(title: &str) -> String {
    let folded = fold(title);
    let is_edge = |c: char| !c.is_alphanumeric();
    let mut bare = folded.trim_matches(is_edge);
    // "3.1 Root cause", "A) Timeline", "II. Impact"
    if let Some((number, rest)) = bare.split_once([' ', ')', '.'])
        && !number.is_empty()
        && (number.chars().all(|c| c.is_ascii_digit() || c == '.')
            || number.len() <= 3 && number.chars().all(|c| "ivx".contains(c)))
        && rest.trim_matches(is_edge).chars().any(char::is_alphabetic)
        // "5 whys"
        && !EXACT.contains_key(bare)
    {
        bare = rest.trim_matches(is_edge).trim_start_matches(|c: char| c.is_ascii_digit() || !c.is_alphanumeric());
    }
    // "三、后续措施", "（二）原因分析"
    let unnumbered = bare.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    if unnumbered.len() < bare.len() && unnumbered.starts_with(['、', '.', '．', ')', '）', ' ']) {
        bare = unnumbered.trim_matches(is_edge);
    }
    let mut words = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// The topic of a title that is nothing but its name, perhaps with something in brackets behind it.
pub fn exact_topic(title: &str) -> Option<Topic> {
    if title.len() > 120 {
        return None;
    }
    let bare = bare_title(title);
    let without = |mark: char| bare.split(mark).next().unwrap_or("").trim().trim_end_matches([':', '：']);
    [bare.as_str(), without('('), without('（'), without('['), without('/')]
        .iter()
        .find_map(|name| EXACT.get(name.trim()).copied())
}

/// The topic of a heading: its name, or the longest one that stands in it. `None` for a heading that names none.
pub fn topic_of(title: &str) -> Option<Topic> {
    // "Root cause (5 whys)": what stands in brackets says how it is told.
    let folded = fold(title);
    if title.len() <= 120 && ["5 why", "five whys", "なぜなぜ"].iter().any(|whys| folded.contains(whys)) {
        return Some(Whys);
    }
    if let Some(topic) = exact_topic(title) {
        return Some(topic);
    }
    let bare = bare_title(title);
    if bare.is_empty() || bare.len() > 160 {
        return None;
    }
    let mut found: Vec<(&str, Topic)> = Vec::new();
    let mut before = ' ';
    for (at, c) in bare.char_indices() {
        let begins = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        let rest = bare.get(at..).unwrap_or("");
        if let Some(phrases) = PHRASES.by_word.get(first_word(rest)).filter(|_| begins) {
            found.extend(phrases.iter().filter(|(phrase, _)| {
                rest.strip_prefix(phrase).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
            }));
        }
    }
    if !bare.is_ascii() {
        found.extend(PHRASES.wide.iter().filter(|(phrase, _)| bare.contains(phrase)));
    }
    // A chain of whys is one however its heading begins; else the longest names the topic.
    let whys = found.iter().find(|(_, topic)| *topic == Whys);
    let longest = || found.iter().rev().max_by_key(|(phrase, _)| phrase.chars().count());
    whys.or_else(longest).map(|(_, topic)| *topic)
}

/// `true` when a phrase stands in a text as whole words.
pub fn contains_words(text: &str, phrase: &str, wide: bool) -> bool {
    // Most texts are English, and many phrases are not.
    if !phrase.is_ascii() && text.is_ascii() {
        return false;
    }
    text.match_indices(phrase).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + phrase.len()..).and_then(|text| text.chars().next());
        let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        wide || is_end(before) && is_end(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_a_topic_in_every_language() {
        for (title, topic) in [
            ("Root cause identification: The Five Whys", Some(Whys)),
            ("2. Root Cause Analysis", Some(Causes)),
            ("Timeline (all times PT )", Some(Timeline)),
            ("🕒 Timeline", Some(Timeline)),
            ("Corrective and Preventative Measure", Some(Actions)),
            ("What’s Next?", Some(Actions)),
            ("What didn’t go well", Some(Lessons(LessonKind::WentWrong))),
            ("What went wrong and why?", Some(Causes)),
            ("How are we making incidents like this less likely or less impactful?", Some(Actions)),
            ("How can customers make incidents like this less impactful?", Some(Other)),
            ("Zeitlicher Ablauf", Some(Timeline)),
            ("Maßnahmen", Some(Actions)),
            ("Chronologie des événements", Some(Timeline)),
            ("Causes racines", Some(Causes)),
            ("Lecciones aprendidas", Some(Lessons(LessonKind::Learned))),
            ("根本原因分析", Some(Causes)),
            ("### 寄与要因", Some(Causes)),
            ("影響", Some(Impact)),
            ("타임라인", Some(Timeline)),
            ("Linha do tempo", Some(Timeline)),
            ("Хронология событий", Some(Timeline)),
            ("#testing-ops chat log", Some(Record)),
            ("October 21, 2025 - Redis Overload", None),
            ("Database", None),
        ] {
            assert_eq!(topic_of(title), topic, "{title}");
        }
    }
}
