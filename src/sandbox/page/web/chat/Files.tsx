import type { ShownFile } from "../../shown.ts";
import { at } from "../api.ts";
import { useSurroundings } from "../workspace.ts";

/** Files of a message: pictures as they are, others to be saved. */
export function Files({ files }: { readonly files: readonly ShownFile[] }) {
  const { as } = useSurroundings();
  return files.map((file) => {
    const address = at("/api/file", { as, id: file.id });
    return /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype) ? (
      <figure key={file.id} className="picture">
        <figcaption className="quiet">{file.name}</figcaption>
        <img src={address} alt={file.alt} />
      </figure>
    ) : (
      <a key={file.id} className="file" href={address} download={file.name}>
        <span className="file-kind" aria-hidden="true">
          {file.name.split(".").at(-1)?.slice(0, 4).toUpperCase()}
        </span>
        <span>
          <b>{file.name}</b>
          <small>{sizeOf(file.size)}</small>
        </span>
      </a>
    );
  });
}

const sizeOf = (bytes: number) => (bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} kB`);
