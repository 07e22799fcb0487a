import { Icon } from "../Icon.tsx";
export interface Attachment {
  readonly name: string;
  readonly base64: string;
}

export async function attachmentOf(file: File): Promise<Attachment> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return { name: file.name, base64: btoa(binary) };
}

/** What goes along with the message that is being written. */
export function Attached({
  files,
  onRemove,
}: {
  readonly files: readonly Attachment[];
  readonly onRemove: (n: number) => void;
}) {
  if (files.length === 0) return null;
  return (
    <ul className="attached">
      {files.map(({ name }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name.
        <li key={n}>
          {name}
          <button type="button" className="icon" aria-label={`Do not attach ${name}`} onClick={() => onRemove(n)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
