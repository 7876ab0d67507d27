/** What the status bar says of the report in front. */

/** The notification `checker/status`, sent by the server after each lint. */
export interface Status {
  uri: string;
  error: number;
  warning: number;
  info: number;
  /** names of the parts that the report lacks */
  missing: string[];
  title: string | null;
  year: number | null;
}

/** Return the counts in words, “没有发现问题” when there are none. */
export function countsText({ error, warning, info, missing }: Status): string {
  const counts = [
    ...(error ? [`错误 ${error}`] : []),
    ...(warning ? [`警告 ${warning}`] : []),
    ...(info ? [`提示 ${info}`] : []),
    ...(missing.length ? [`缺 ${missing.length} 个部分`] : []),
  ];
  return counts.join("，") || "没有发现问题";
}

/** Return the text of the status bar item. */
export function statusText(status: Status): string {
  return `$(law) ${countsText(status)}`;
}

/** Return what is shown when the mouse rests on the item, one thing a line. */
export function statusTooltip(status: Status): string {
  return [
    status.title || "没有认出标题",
    status.year ? `报告年度：${status.year}` : "没有认出报告年度",
    ...(status.missing.length ? [`缺少的部分：${status.missing.join("、")}`] : []),
    "单击显示全部问题",
  ].join("\n");
}
