import type { Stories } from "./story.ts";

/** Incidents of what the service runs itself. */
export const ownParts: Stories = {
  "One database server answers slowly": [
    {
      title: "Reports wait for database server db-2",
      impact: "slow",
      opened:
        "db-2 answers six times slower than the others. General ledger and cost centre reports are the slow pages.",
      identified:
        "A statistics run on db-2 did not end and reads the whole voucher table again and again. The other servers are well.",
      monitoring:
        "The statistics run is stopped and db-2 is out of the read pool. Reports are back at their usual times.",
      resolved: "db-2 is in the read pool again and as fast as the others.",
      review: {
        whatHappened:
          "The nightly statistics run of db-2 was still going when people came to work. Its reads pushed the working set out of memory, so that each report read from disk.",
        cause:
          "The run has no time limit. The voucher table has grown past what it can read in a night since the autumn.",
        whatHelped:
          "Stopping the statistics run and taking db-2 out of the read pool until its memory had filled again, about half an hour.",
        whatChanges:
          "The run stops at 06:00 whatever it has done, and goes on the next night. An alert tells when it is late.",
      },
      followUps: [
        { text: "Stop the statistics run at 06:00", owner: "Katri Konesalo", days: 7, done: true },
        { text: "Alert when the statistics run is not done by 05:00", owner: "Pasi Palvelinmaa", days: 14, done: true },
        { text: "Partition the voucher table by financial year", owner: "Platform", days: 90, done: false },
      ],
    },
    {
      title: "Database server db-2 slow again",
      impact: "slow",
      opened: "db-2 is slow, the other database servers are not. It looks like the last time.",
      identified: "Not the statistics run: a disk of db-2 reports errors and its array is rebuilding.",
      monitoring: "db-2 is out of the read pool while the array rebuilds. Response times are normal.",
      resolved: "The array is whole again and db-2 takes reads.",
      review: {
        whatHappened:
          "A disk of db-2 failed. The array went on without it, and rebuilding it took most of the disk's time.",
        cause: "A worn disk. It had been in use for five years.",
        whatHelped: "Taking db-2 out of the read pool at once: reports were normal two minutes later.",
        whatChanges:
          "Disks are replaced after four years. The runbook now begins with taking the slow server out of the pool.",
      },
      followUps: [
        { text: "Replace the other disks of the same batch", owner: "Elisa, by Katri Konesalo", days: 21, done: false },
        {
          text: "First step of the runbook: take the server out of the pool",
          owner: "Alma Alustala",
          days: 3,
          done: true,
        },
      ],
    },
  ],
  "The whole service is slow": [
    {
      title: "Every page is slow at the VAT deadline",
      impact: "slow",
      opened:
        "Averages of all pages are over 0.8 s in all client kinds. No node is down; the queue on the application servers grows.",
      identified:
        "The connection pool to the databases is full on every application server: VAT reports hold connections for long.",
      monitoring: "The pool is larger by half and VAT reports have a pool of their own. Averages fall.",
      resolved: "The average has been under 0.8 s for half an hour, at the same load.",
      review: {
        whatHappened:
          "On the last morning for the VAT return, four times the usual number of VAT reports ran at once. Each held a database connection for up to a minute, and everything else waited for one.",
        cause: "One connection pool for short and long work. It was sized when there were half as many customers.",
        whatHelped:
          "Giving the VAT reports a connection pool of their own. Enlarging the common pool alone helped for ten minutes only.",
        whatChanges: "Long reports keep their own pool. Waiting for a connection is measured and alerts after 200 ms.",
      },
      followUps: [
        { text: "Measure the wait for a connection and alert on it", owner: "Pasi Palvelinmaa", days: 14, done: true },
        {
          text: "Look at every page that holds a connection for over 10 s",
          owner: "Reporting team",
          days: 45,
          done: false,
        },
      ],
    },
    {
      title: "Pages slow everywhere since the morning",
      impact: "slow",
      opened:
        "The average of the whole service is above the target since about nine. All pages, all customers, no errors.",
      identified:
        "A cache of the permission checks is missed by every request: its key has carried the minute since yesterday's release.",
      monitoring: "The earlier version of the permission check is back on all application servers. Caches fill.",
      resolved: "The average is at its usual value; the cache answers 98 % of the checks.",
      review: {
        whatHappened:
          "A change in yesterday's release put the time into the key of the permission cache. At night the load was too low to show it; in the morning every request asked the databases for its permissions.",
        cause: "The change was tested for what it answers, not for how often the cache does.",
        whatHelped:
          "Comparing the share of cache hits with the day before showed it at once. Rolling back that one change ended it.",
        whatChanges:
          "The share of cache hits is on the release's health page, and the load test fails when it falls by a tenth.",
      },
      followUps: [
        { text: "Share of cache hits to the release's health page", owner: "Alma Alustala", days: 10, done: true },
        {
          text: "Load test fails when the share of cache hits falls",
          owner: "Juuso Julkaisula",
          days: 20,
          done: false,
        },
      ],
    },
  ],
  "Two application servers are down": [
    {
      title: "Application servers app-2 and app-5 are down",
      impact: "partial",
      opened: "app-2 and app-5 answer no probe. The others carry the load; pages are somewhat slower.",
      identified: "Both ran out of file handles after the log shipper was updated on them first.",
      monitoring: "The log shipper's earlier version is back and both servers take traffic.",
      resolved: "Both have been well for twenty minutes. The update is not going to the other servers.",
      review: {
        whatHappened:
          "The log shipper was updated on two servers in the morning. It kept every rotated file open; the servers ran out of file handles an hour later and stopped answering.",
        cause: "A defect of the log shipper's new version, and a limit on file handles that nothing watched.",
        whatHelped:
          "Restarting the servers with the shipper's earlier version. A restart alone would have lasted an hour.",
        whatChanges: "Open file handles are watched. Updates of agents run on one server for a day before the next.",
      },
      followUps: [
        { text: "Alert at 80 % of the file handles", owner: "Katri Konesalo", days: 5, done: true },
        { text: "Tell the log shipper's makers, with the trace", owner: "Pasi Palvelinmaa", days: 7, done: true },
      ],
    },
    {
      title: "Two application servers do not answer",
      impact: "partial",
      opened: "app-2 and app-5 are down by the probes. Not the log shipper this time: its version is the old one.",
      identified: "Both are in the same rack, and its power feed B was switched off during work in the data centre.",
      monitoring: "The feed is on again, both servers have started and take traffic.",
      resolved: "Both well for half an hour; the data centre confirms that the work in that rack is over.",
      review: {
        whatHappened:
          "Work on the data centre's power switched off feed B of one rack. Two of our servers had both their supplies on it.",
        cause:
          "After a move of the rack in spring, both supplies of the two servers went to the same feed. Nobody checked.",
        whatHelped: "The data centre's duty desk: they knew of the work and had the feed on in fifteen minutes.",
        whatChanges:
          "The supplies are on two feeds. Which server is on which feed is checked twice a year, and after each move.",
      },
      followUps: [
        { text: "Check the power feeds of every rack", owner: "Elisa, by Katri Konesalo", days: 14, done: false },
        { text: "Work on power is told to us two days before", owner: "Alma Alustala", days: 10, done: false },
      ],
    },
  ],
  "The load balancer runs on one node": [
    {
      title: "Load balancer lb-2 is out, lb-1 carries everything",
      impact: "partial",
      opened: "lb-2 answers no probe. Customers notice nothing: lb-1 took the address over. There is no spare now.",
      identified:
        "lb-2's certificate store was read-only after an error of its disk, and the renewal at night stopped the service.",
      monitoring: "lb-2 runs from its second disk, with the new certificate. It is the spare again.",
      resolved: "A planned switch to lb-2 and back went through without a lost request.",
      review: {
        whatHappened:
          "The disk of lb-2 went read-only. The certificate's renewal could not be written, and the balancer stopped rather than serve the old one.",
        cause: "A disk error that nothing told of, since lb-2 is the spare and serves nobody.",
        whatHelped: "Starting from the second disk. Trying the switch at once showed that it works again.",
        whatChanges: "Both nodes are probed from outside, with their certificates, whichever carries the traffic.",
      },
      followUps: [
        { text: "Probe both nodes' certificates from outside", owner: "Pasi Palvelinmaa", days: 7, done: true },
        { text: "Switch to the spare and back each month", owner: "Platform", days: 30, done: false },
      ],
    },
  ],
  "The hourly backup does not finish": [
    {
      title: "The hourly backup to the primary is late",
      impact: "slow",
      opened:
        "The last finished hourly backup is over an hour old. The secondary copy of the night is whole; three instances exist.",
      identified: "The backup waits for a lock that a long export of the ledger holds.",
      monitoring: "The export reads from a replica now. A backup is running and has passed the place where it waited.",
      resolved: "Two hourly backups in a row have finished, in eleven minutes each.",
      review: {
        whatHappened:
          "An export for an internal analysis held a lock on the databases for hours. The hourly backups queued behind it and none finished.",
        cause: "The export ran against the primary, by mistake in its settings.",
        whatHelped: "Ending the export, then starting the backup by hand instead of waiting for the next hour.",
        whatChanges:
          "The analysis role can reach replicas only. The backup's age alerts after 75 minutes, not after two hours.",
      },
      followUps: [
        { text: "The analysis role reaches replicas only", owner: "Katri Konesalo", days: 3, done: true },
        { text: "Try a restore from the primary", owner: "Pasi Palvelinmaa", days: 14, done: true },
      ],
    },
    {
      title: "Hourly backups do not finish",
      impact: "slow",
      opened: "No hourly backup has finished since the morning. The lock that held it the last time is free.",
      identified:
        "The primary backup store is at 97 % and removes old increments while new ones are written: both crawl.",
      monitoring: "Old increments are moved away by hand, the store is at 71 % and a backup runs at its usual speed.",
      resolved: "Three hourly backups in a row have finished in time.",
      review: {
        whatHappened:
          "The backup store filled up over two weeks, since a change of the retention kept increments for twice as long.",
        cause: "The retention was raised without counting what it takes.",
        whatHelped: "Moving the oldest increments to the secondary, which had them already.",
        whatChanges: "The store's fill alerts at 80 %. A change of the retention states how much it takes.",
      },
      followUps: [
        { text: "Alert at 80 % of the backup store", owner: "Pasi Palvelinmaa", days: 4, done: true },
        { text: "Order two more disks for the store", owner: "Alma Alustala", days: 30, done: false },
      ],
    },
  ],
};
