import { TextArea } from "../../field.tsx";
import type { Said } from "./editor-types.ts";
import type { Values } from "./content-form-rules.ts";

/** Pages and APIs that the bulletin is about, the same in every language. */
export function ConcernedFields({ defaults, said }: { defaults: Values; said: Said | null }) {
  const error = (name: string) => (said?.field === name ? said.text : undefined);
  return (
    <div className="mt-5 grid items-end gap-4 border-t border-line pt-4 md:grid-cols-2">
      <TextArea
        id="pages"
        name="pages"
        label="Pages concerned"
        hint="One a line or with commas, by the names that latency is measured under."
        defaultValue={defaults.pages}
        error={error("pages")}
      />
      <TextArea
        id="apis"
        name="apis"
        label="APIs concerned"
        hint="One a line or with commas."
        defaultValue={defaults.apis}
        error={error("apis")}
      />
    </div>
  );
}
