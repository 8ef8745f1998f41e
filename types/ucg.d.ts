/**
 * NodeMCU module `ucg`: displays with colours, by SPI. CONFIG_NODEMCU_CMODULE_UCG, off by default:
 * `if (ucg !== undefined)` first. Source: components/modules/ucg.c, components/ucg/Kconfig.ucg
 * (dev-esp32).
 *
 * Display drivers and fonts are chosen in the build: feature-test them too. Coordinates are pixels from
 * the upper left corner.
 */

declare namespace ucg {
  /** A font of the firmware. */
  type Font = LuaUserdata & { readonly __ucgFont: unique symbol };
  /** Quarter turns: to the right, down, to the left, up. */
  type Direction = 0 | 1 | 2 | 3;
  type DisplayName =
    | "hx8352c_18x240x400_hw_spi"
    | "ili9163_18x128x128_hw_spi"
    | "ili9341_18x240x320_hw_spi"
    | "ili9486_18x320x480_hw_spi"
    | "pcf8833_16x132x132_hw_spi"
    | "seps225_16x128x128_univision_hw_spi"
    | "ssd1331_18x96x64_univision_hw_spi"
    | "ssd1351_18x128x128_ft_hw_spi"
    | "ssd1351_18x128x128_ilsoft_hw_spi"
    | "st7735_18x128x160_hw_spi";

  /** Pins for chip select, data or command, reset (default none). begin() starts it. */
  type Make = (this: void, bus: spi.Master, cs: number, dc: number, reset?: number) => Display;

  /** opt: a sum of DRAW_*, required. */
  interface Display {
    /** FONT_MODE_TRANSPARENT or FONT_MODE_SOLID. */
    begin(fontMode: number): void;
    clearScreen(): void;

    drawPixel(x: number, y: number): void;
    drawHLine(x: number, y: number, length: number): void;
    drawVLine(x: number, y: number, length: number): void;
    drawLine(x0: number, y0: number, x1: number, y1: number): void;
    /** In colour number colour. */
    draw90Line(x: number, y: number, length: number, direction: Direction, colour: number): void;
    drawFrame(x: number, y: number, width: number, height: number): void;
    drawBox(x: number, y: number, width: number, height: number): void;
    drawRFrame(x: number, y: number, width: number, height: number, radius: number): void;
    drawRBox(x: number, y: number, width: number, height: number, radius: number): void;
    drawCircle(x: number, y: number, radius: number, opt: number): void;
    drawDisc(x: number, y: number, radius: number, opt: number): void;
    drawTriangle(x0: number, y0: number, x1: number, y1: number, x2: number, y2: number): void;
    /** Convex. */
    drawTetragon(
      x0: number,
      y0: number,
      x1: number,
      y1: number,
      x2: number,
      y2: number,
      x3: number,
      y3: number,
    ): void;
    /** From colour 0 to colour 1. */
    drawGradientLine(x: number, y: number, length: number, direction: Direction): void;
    /** Between the colours 0 to 3 of the corners. */
    drawGradientBox(x: number, y: number, width: number, height: number): void;
    /** The first byte of text. Returns its width. */
    drawGlyph(x: number, y: number, direction: Direction, text: string): number;
    /** Returns its width. */
    drawString(x: number, y: number, direction: Direction, text: string): number;
    /** At the position of setPrintPos(), which moves on. */
    print(text: string): void;

    getFontAscent(): number;
    /** Below 0. */
    getFontDescent(): number;
    getStrWidth(text: string): number;
    getWidth(): number;
    getHeight(): number;

    /** Only what is inside will be drawn. */
    setClipRange(x: number, y: number, width: number, height: number): void;
    setMaxClipRange(): void;
    /** The same as setMaxClipRange(). */
    undoClipRange(): void;
    /** 0 to 255 each; with four numbers the first is which colour, 0 to 3. */
    setColor(red: number, green: number, blue: number): void;
    setColor(index: number, red: number, green: number, blue: number): void;
    /** Raises "font data expected". */
    setFont(font: Font): void;
    setFontMode(fontMode: number): void;
    setFontPosBaseline(): void;
    setFontPosBottom(): void;
    setFontPosCenter(): void;
    setFontPosTop(): void;
    setPrintDir(direction: Direction): void;
    setPrintPos(x: number, y: number): void;
    setRotate90(): void;
    setRotate180(): void;
    setRotate270(): void;
    undoRotate(): void;
    setScale2x2(): void;
    undoScale(): void;
  }

  type Displays = { readonly [Name in DisplayName]?: Make };

  interface Module extends Displays {
    /** Those that CONFIG_UCG_FONT_SELECTION names, as font_7x13B_tr. */
    readonly [font: `font_${string}`]: Font | undefined;

    readonly FONT_MODE_TRANSPARENT: number;
    readonly FONT_MODE_SOLID: number;
    readonly DRAW_UPPER_RIGHT: number;
    readonly DRAW_UPPER_LEFT: number;
    readonly DRAW_LOWER_RIGHT: number;
    readonly DRAW_LOWER_LEFT: number;
    readonly DRAW_ALL: number;
  }
}

declare const ucg: ucg.Module | undefined;
