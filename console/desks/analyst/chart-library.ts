import { BarChart, LineChart, TreemapChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

register([BarChart, LineChart, TreemapChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** One drawn value: its length, and the text that is shown for it. */
export interface Drawn {
  readonly name: string;
  readonly size: number;
  readonly text: string;
}

export interface ChartSpec {
  readonly kind: 'ranks' | 'tree' | 'line';
  readonly rows: readonly Drawn[];
  readonly onPick: (index: number) => void;
}

const INDIGO = '#1f4e8c';
const INK = '#1b2530';
const INK_2 = '#4a5866';
const LINE = '#e3e7ec';
/** Room for the names of what is ranked. */
const NAMES_PX = 150;
const FONT = { fontSize: 12, color: INK, fontFamily: 'inherit' };

/** Text only: the library's HTML tooltip sets style attributes, which the policy of the page refuses. */
const TOOLTIP = { renderMode: 'richText', confine: true, textStyle: FONT, borderColor: LINE } as const;

/** Draws, follows the size of its ground, and returns what removes it. */
export function draw(element: HTMLElement, spec: ChartSpec): () => void {
  const chart = init(element, undefined, { renderer: 'svg' });
  chart.setOption({ animation: false, aria: { enabled: false }, ...OPTIONS[spec.kind](spec.rows) });
  chart.on('click', ({ dataIndex }) =>
    spec.onPick(spec.kind === 'ranks' ? spec.rows.length - 1 - dataIndex : dataIndex),
  );
  const observer = new ResizeObserver(() => chart.resize());
  observer.observe(element);
  return () => {
    observer.disconnect();
    chart.dispose();
  };
}

type Options = Parameters<ReturnType<typeof init>['setOption']>[0];

const OPTIONS: Readonly<Record<ChartSpec['kind'], (rows: readonly Drawn[]) => Options>> = {
  // The library draws categories from below.
  ranks: (rows) => {
    const drawn = [...rows].reverse();
    return {
      grid: { left: NAMES_PX + 12, right: 130, top: 4, bottom: 4, outerBoundsMode: 'none' },
      tooltip: {
        ...TOOLTIP,
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => textOf(drawn[dataIndex]),
      },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        data: drawn.map(({ name }) => name),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { ...FONT, width: NAMES_PX, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          data: drawn.map(({ size }) => size),
          itemStyle: { color: INDIGO },
          barMaxWidth: 16,
          label: {
            show: true,
            position: 'right',
            ...FONT,
            formatter: ({ dataIndex }: { dataIndex: number }) => drawn[dataIndex]?.text ?? '',
          },
        },
      ],
    } as Options;
  },
  tree: (rows) =>
    ({
      tooltip: { ...TOOLTIP, formatter: ({ dataIndex }: { dataIndex: number }) => textOf(rows[dataIndex - 1]) },
      series: [
        {
          type: 'treemap',
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          top: 4,
          left: 4,
          right: 4,
          bottom: 4,
          label: {
            ...FONT,
            color: '#fff',
            lineHeight: 16,
            overflow: 'truncate',
            formatter: ({ dataIndex }: { dataIndex: number }) => textOf(rows[dataIndex - 1]),
          },
          itemStyle: { borderColor: '#fff', borderWidth: 1, gapWidth: 1 },
          data: rows.map(({ name, size }, index) => ({ name, value: size, itemStyle: { color: shade(index) } })),
        },
      ],
    }) as Options,
  line: (rows) =>
    ({
      grid: { left: 8, right: 24, top: 16, bottom: 4, containLabel: true },
      tooltip: {
        ...TOOLTIP,
        trigger: 'axis',
        formatter: (points: { dataIndex: number }[]) => textOf(rows[points[0]?.dataIndex ?? -1]),
      },
      xAxis: {
        type: 'category',
        data: rows.map(({ name }) => name),
        axisLabel: { ...FONT, color: INK_2 },
        axisLine: { lineStyle: { color: INK_2 } },
      },
      yAxis: { type: 'value', axisLabel: { ...FONT, color: INK_2 }, splitLine: { lineStyle: { color: LINE } } },
      series: [
        {
          type: 'line',
          data: rows.map(({ size }) => size),
          lineStyle: { color: INDIGO, width: 2 },
          itemStyle: { color: INDIGO },
          symbolSize: 6,
        },
      ],
    }) as Options,
};

const textOf = (row: Drawn | undefined): string => (row === undefined ? '' : `${row.name}\n${row.text}`);

/** One hue: the larger, the darker. White letters stay readable on every step. */
const SHADES = ['#173c6d', '#1f4e8c', '#2c5f9f', '#3a6fae', '#4a7cb5'];
const shade = (index: number): string => SHADES[Math.min(Math.floor(index / 4), SHADES.length - 1)] ?? INDIGO;
