import { anything, chars, items, object, oneOf, type Rule, type Shape, typed } from "./shape.ts";

// Limits as in Slack's Block Kit reference.

const plain = (most: number): Rule => typed({ plain_text: { "text!": chars(most), emoji: anything } });

const either = (most: number): Rule =>
  typed({
    plain_text: { "text!": chars(most), emoji: anything },
    mrkdwn: { "text!": chars(most), verbatim: anything },
  });

const confirm = object({
  "title!": plain(100),
  "text!": either(300),
  "confirm!": plain(30),
  "deny!": plain(30),
  style: oneOf("primary", "danger"),
});

const option = object({ "text!": either(75), "value!": chars(150), description: either(75), url: chars(3000) });
const group = object({ "label!": plain(75), "options!": items(100, option) });
const action: Shape = { action_id: chars(255), confirm, focus_on_load: anything };
const placeholder: Shape = { placeholder: plain(150) };
const many: Shape = { max_selected_items: anything };

const select = (own: Shape): Shape => ({ ...action, ...placeholder, ...own });
const pick = (name: string): Shape => select({ [`initial_${name}`]: anything, response_url_enabled: anything });
const picks = (name: string): Shape => select({ [`initial_${name}s`]: anything, ...many });
const choice = (most: number): Shape => ({
  ...action,
  "options!": items(most, option),
  initial_option: option,
  initial_options: items(most, option),
});

const button: Shape = {
  ...action,
  "text!": plain(75),
  url: chars(3000),
  value: chars(2000, 0),
  style: oneOf("primary", "danger"),
  accessibility_label: chars(75),
};

const image: Shape = { image_url: chars(3000), slack_file: anything, "alt_text!": chars(2000, 0) };

const INTERACTIVE: Record<string, Shape> = {
  button,
  checkboxes: choice(10),
  radio_buttons: choice(10),
  overflow: { ...action, "options!": items(5, option) },
  datepicker: select({ initial_date: anything }),
  timepicker: select({ initial_time: anything, timezone: anything }),
  datetimepicker: select({ initial_date_time: anything }),
  static_select: select({ options: items(100, option), option_groups: items(100, group), initial_option: option }),
  multi_static_select: select({
    options: items(100, option),
    option_groups: items(100, group),
    initial_options: items(100, option),
    ...many,
  }),
  external_select: select({ initial_option: option, min_query_length: anything }),
  multi_external_select: select({ initial_options: items(100, option), min_query_length: anything, ...many }),
  users_select: pick("user"),
  multi_users_select: picks("user"),
  conversations_select: { ...pick("conversation"), default_to_current_conversation: anything, filter: anything },
  multi_conversations_select: { ...picks("conversation"), default_to_current_conversation: anything, filter: anything },
  channels_select: pick("channel"),
  multi_channels_select: picks("channel"),
  workflow_button: { ...button, "workflow!": anything },
  icon_button: { ...button, "icon!": anything },
  feedback_buttons: { ...action, "positive_button!": anything, "negative_button!": anything },
  rich_text_input: select({ initial_value: anything, dispatch_action_config: anything }),
};

const typing: Shape = { ...placeholder, initial_value: chars(3000, 0), min_length: anything, max_length: anything };
const dispatch: Shape = { dispatch_action_config: anything };
const INPUTS: Record<string, Shape> = {
  ...INTERACTIVE,
  plain_text_input: { ...action, ...typing, ...dispatch, multiline: anything },
  email_text_input: { ...action, ...typing, ...dispatch },
  url_text_input: { ...action, ...typing, ...dispatch },
  number_input: {
    ...action,
    ...typing,
    ...dispatch,
    "is_decimal_allowed!": anything,
    min_value: anything,
    max_value: anything,
  },
  file_input: { ...action, filetypes: anything, max_files: anything },
};

/** Blocks by type; those with `null` are let through unread. */
export const BLOCKS: Record<string, Shape | null> = {
  section: {
    text: either(3000),
    fields: items(10, either(2000)),
    accessory: typed({ ...INTERACTIVE, image }),
    expand: anything,
  },
  header: { "text!": plain(150), level: anything },
  divider: {},
  context: { "elements!": items(10, typed({ image, ...textElements() })) },
  actions: { "elements!": items(25, typed(INTERACTIVE)) },
  image: { ...image, title: plain(2000) },
  input: {
    "label!": plain(2000),
    "element!": typed(INPUTS),
    hint: plain(2000),
    optional: anything,
    dispatch_action: anything,
  },
  markdown: { "text!": chars(12_000) },
  table: { "rows!": items(100, items(20, anything)), column_settings: items(20, anything) },
  ...Object.fromEntries(
    "rich_text video file call alert card carousel container context_actions data_table data_visualization plan task_card"
      .split(" ")
      .map((type) => [type, null]),
  ),
};

function textElements(): Record<string, Shape> {
  return {
    plain_text: { "text!": chars(3000), emoji: anything },
    mrkdwn: { "text!": chars(3000), verbatim: anything },
  };
}

/** What a view has besides its blocks. */
export const VIEW: Shape = {
  "type!": oneOf("modal", "home"),
  "blocks!": anything,
  title: plain(24),
  submit: plain(24),
  close: plain(24),
  private_metadata: chars(3000, 0),
  callback_id: chars(255, 0),
  external_id: chars(255, 0),
  clear_on_close: anything,
  notify_on_close: anything,
  submit_disabled: anything,
};
