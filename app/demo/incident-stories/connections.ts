import type { Stories } from "./story.ts";

/** Incidents of the connections to others, and of what others connect to. */
export const connections: Stories = {
  "The bank connections are down": [
    {
      title: "Bank connections are down",
      impact: "down",
      atFirst: "slow",
      opened:
        "Answers of the banks take long and some fail. Payments stay in the queue and are sent later by themselves.",
      identified: "No bank answers now: the certificate of our Web Services channel expired this morning.",
      monitoring:
        "The renewed certificate is in use and the banks answer. The queue empties, the oldest payments first.",
      resolved: "The queue is empty; every payment of the day went out before the banks' cut-off.",
      review: {
        whatHappened:
          "The certificate of the Web Services channel expired at 09:30. Connections that were open went on for a while, so it first looked like slowness.",
        cause: "The reminder of the renewal went to the mailbox of a colleague who has moved to another team.",
        whatHelped:
          "Renewing the certificate with the bank's duty desk by phone, and holding the queue until it was in place so that nothing was sent twice.",
        whatChanges:
          "Certificates are watched by their expiry date: an alert 30 days and 7 days before, to the team and not to a person.",
      },
      followUps: [
        { text: "Alert 30 and 7 days before a certificate expires", owner: "Payments", days: 7, done: true },
        { text: "List of all certificates with their owners", owner: "Alma Alustala", days: 30, done: false },
      ],
    },
    {
      title: "Banks do not answer, payments wait",
      impact: "down",
      opened: "All requests to the banks end in a time-out. The certificates are valid. Payments wait in the queue.",
      identified: "A firewall rule of the data centre was changed and drops our packets to the banks' addresses.",
      monitoring: "The rule is back as it was and the banks answer. The queue empties.",
      resolved: "The queue is empty and the time-outs are over.",
      review: {
        whatHappened: "A change of the data centre's firewall removed the rule for two address ranges of the banks.",
        cause: "The ranges looked unused: they are used on business days only, and the change was tested on a Sunday.",
        whatHelped: "Tracing the route from an application server showed where the packets ended, in two minutes.",
        whatChanges: "The data centre asks before it removes a rule. The runbook has the trace as its second step.",
      },
      followUps: [
        { text: "Rules with their owners to the data centre's list", owner: "Payments", days: 21, done: false },
        { text: "Route trace into the runbook", owner: "Pasi Palvelinmaa", days: 3, done: true },
      ],
    },
  ],
  "The partner API is slow and one of its nodes is down": [
    {
      title: "Partner API slow, api-2 is down",
      impact: "partial",
      atFirst: "slow",
      opened: "Requests of integrations take twice their time. Browsers are not touched.",
      identified: "api-2 is out of memory and restarts without end; the rest of the API carries its share.",
      monitoring: "api-2 runs with the limit on the size of answers. Times fall.",
      resolved: "Integrations are at their usual times, with api-2 in use.",
      review: {
        whatHappened:
          "Integrations that read whole product registers in one request filled the memory of api-2. It restarted, met the same request again, and so on.",
        cause: "The list of products had no limit on the size of its answer.",
        whatHelped:
          "A limit of 1000 rows on the answer, with the next page's address in it. The integrations followed it by themselves.",
        whatChanges: "Every list of the API has a limit. Partners are told in the bulletin.",
      },
      followUps: [
        { text: "Limit on every list of the API", owner: "Integrations", days: 30, done: false },
        { text: "Tell the partners in the weekly bulletin", owner: "Juuso Julkaisula", days: 7, done: true },
      ],
    },
    {
      title: "Partner API slow with one node less",
      impact: "partial",
      opened: "api-2 is down and the other API nodes are slow. Integrations retry, which adds to the load.",
      identified: "Retries of a partner's integration without any pause make nine tenths of the requests.",
      monitoring: "The partner has stopped the integration; api-2 has started. Times fall.",
      resolved: "Times are normal. The partner's new version waits between its tries.",
      review: {
        whatHappened:
          "A restart of api-2 made requests fail for a minute. One partner's integration tried again at once, thousands of times, and kept the API slow for hours.",
        cause: "The integration's retries have no pause, and the API did not tell it to wait.",
        whatHelped: "Calling the partner: they stopped it in ten minutes. Their number is in the partner register.",
        whatChanges:
          "The API answers 429 with Retry-After when it is full. The partner's certification checks retries.",
      },
      followUps: [
        { text: "429 with Retry-After", owner: "Integrations", days: 30, done: false },
        { text: "Retries into the partners' certification", owner: "Integrations", days: 60, done: false },
      ],
    },
  ],
  "The SIEM refuses a part of the log": [
    {
      title: "SIEM export: a quarter of the log is refused",
      impact: "slow",
      opened: "The SIEM refuses about a quarter of the batches. They are kept here and sent again; nothing is lost.",
      identified: "The batches that are refused have a field longer than the SIEM's new limit: user agents of robots.",
      monitoring: "Long fields are cut with a mark. The kept batches go through.",
      resolved: "All kept batches are in the SIEM; none is refused.",
      review: {
        whatHappened:
          "The SIEM's operator lowered the limit of a field from 4096 to 1024 characters. Batches with a longer user agent were refused whole.",
        cause: "We were not told of the change, and did not check the length.",
        whatHelped: "The SIEM's answer names the field: reading it to the end saved an hour of guessing.",
        whatChanges: "Fields are cut to the limit with a mark. The operator tells of changes a week before.",
      },
      followUps: [
        { text: "Ask for notice of changes, in writing", owner: "Security", days: 14, done: true },
        { text: "Show the SIEM's refusal in the alert's text", owner: "Katri Konesalo", days: 14, done: false },
      ],
    },
  ],
  "The e-invoicing operator is down": [
    {
      title: "E-invoices are not sent: the operator is down",
      impact: "down",
      opened: "The operator's service answers 503 to everything. Invoices wait in the queue, in order.",
      identified: "The operator confirms a fault in their own data centre and gives no time yet.",
      monitoring: "The operator answers again. The queue empties at their limit of 50 invoices a second.",
      resolved: "The queue is empty. The operator's report is attached to our case with them.",
      review: {
        whatHappened:
          "The operator's message broker stopped in both their sites. Sending and receiving stood still; nothing was lost.",
        cause: "At the operator.",
        whatHelped:
          "Telling customer service at once what to answer: the questions stopped with the notice on the front page.",
        whatChanges: "A ready text for customer service, in three languages. We ask the operator for a status feed.",
      },
      followUps: [
        { text: "Ready text for customer service in three languages", owner: "Invoicing", days: 7, done: true },
        { text: "Ask the operator for a status feed", owner: "Invoicing", days: 30, done: false },
      ],
    },
  ],
  "The income register is down": [
    {
      title: "The income register does not answer",
      impact: "down",
      opened:
        "Reports of earnings are not accepted: the income register's interface times out. They wait in the queue.",
      identified: "The Tax Administration tells of an interruption on its own page.",
      monitoring: "The interface answers again and the reports go out.",
      resolved: "All reports of the day are accepted; none is late by law.",
      review: {
        whatHappened: "An unplanned interruption at the income register, in the middle of the day.",
        cause: "At the Tax Administration.",
        whatHelped: "The register's own status page: looking there first saved the search on our side.",
        whatChanges: "The status page's address is in the runbook, and the alert links to the runbook.",
      },
      followUps: [{ text: "Link to the register's status page in the runbook", owner: "Payroll", days: 5, done: true }],
    },
  ],
  "Print and scan is down": [
    {
      title: "Print and scan takes no letters",
      impact: "down",
      opened: "The print house refuses every transfer. Letters wait; scanned invoices of the morning have come.",
      identified: "Their transfer server's disk is full; they make room.",
      monitoring: "Transfers go through again.",
      resolved: "All waiting letters are at the print house, before the day's last collection.",
      review: {
        whatHappened:
          "The print house's transfer server was full, since a job that removes old files had stopped a week before.",
        cause: "At the print house.",
        whatHelped: "Their duty number: the mail box is read the next day only.",
        whatChanges: "The duty number is in the runbook. The print house watches its disk.",
      },
      followUps: [{ text: "Duty number of the print house into the runbook", owner: "Invoicing", days: 3, done: true }],
    },
  ],
};
