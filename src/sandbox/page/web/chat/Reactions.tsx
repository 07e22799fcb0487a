import type { ShownMessage } from "../../shown.ts";
import { act } from "../api.ts";
import { useSurroundings } from "../workspace.ts";
import { signOf } from "./emojis.ts";

/** Who reacted with what; pressing one adds one's own or takes it away. */
export function Reactions({ message }: { readonly message: ShownMessage }) {
  const { as, person } = useSurroundings();
  if (message.reactions.length === 0) return null;
  const { channel, ts } = message;
  return (
    <div className="reactions">
      {message.reactions.map(({ name, users }) => {
        const own = users.includes(as);
        const who = users.map((id) => person(id).name).join(", ");
        return (
          <button
            key={name}
            type="button"
            aria-pressed={own}
            aria-label={`${name.replaceAll("_", " ")}, ${users.length}: ${who}`}
            title={who}
            onClick={() => void act("/api/react", { as, channel, ts, name, on: !own })}
          >
            {signOf(name)} {users.length}
          </button>
        );
      })}
    </div>
  );
}
