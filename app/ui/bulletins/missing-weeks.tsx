import { Form, Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { weekWords } from "./bulletin-words.ts";

type Week = {
  year: number;
  week: number;
  monday: string;
  /** The bulletin of that week that is not out yet, if there is one. */
  begun: string | null;
};

/** Weeks that customers were told nothing about, each with what brings its bulletin further. */
export function MissingWeeks({ weeks, now, mayMake }: { weeks: readonly Week[]; now: string; mayMake: boolean }) {
  if (weeks.length === 0) return null;
  return (
    <Callout
      tone="warn"
      title={
        weeks.length === 1
          ? `${weekWords(weeks[0]!, now)} should have a bulletin, and none is published`
          : `${weeks.length} weeks should have a bulletin, and none is published`
      }
    >
      <p>Customers are promised one every week, also when little changed.</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {weeks.map((week) => (
          <li key={week.monday}>
            {week.begun ? (
              <Link className={`${buttonClass()} no-underline!`} to={paths.bulletin(week.begun)}>
                To {weekWords(week, now).replace("Week", "week")}’s
              </Link>
            ) : (
              mayMake && (
                <Form method="post" action={paths.bulletinNew()}>
                  <input type="hidden" name="kind" value="weekly" />
                  <input type="hidden" name="week" value={week.monday} />
                  <Button>Begin {weekWords(week, now).replace("Week", "week")}’s</Button>
                </Form>
              )
            )}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
