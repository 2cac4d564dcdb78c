//! ECharts inside QuickJS: option in, SVG out. No file, no network, no clock.

use rquickjs::{CatchResultExt, Context, Ctx, Function, Runtime};

use super::ChartError;

const ECHARTS: &str = include_str!(concat!(env!("OUT_DIR"), "/echarts.min.js"));
const DRIVER: &str = include_str!("engine.js");
const MEMORY_LIMIT: usize = 512 << 20;
/// Below the two megabytes that a worker thread has.
const STACK_LIMIT: usize = 1 << 20;

/// One loaded ECharts. Loading costs as much as seven charts, so a worker keeps it.
pub(super) struct Engine {
    context: Context,
}

impl Engine {
    pub(super) fn load() -> Result<Self, ChartError> {
        let start = || -> rquickjs::Result<Context> {
            let runtime = Runtime::new()?;
            runtime.set_memory_limit(MEMORY_LIMIT);
            runtime.set_max_stack_size(STACK_LIMIT);
            Context::full(&runtime)
        };
        let context = start().map_err(|error| ChartError::Engine { message: error.to_string() })?;
        context.with(|ctx| {
            run(&ctx, DRIVER)?;
            run(&ctx, ECHARTS)
        })?;
        Ok(Self { context })
    }

    /// The SVG as ECharts writes it, for a job in JSON.
    pub(super) fn draw(&self, id: &str, job: &str) -> Result<String, ChartError> {
        self.context.with(|ctx| {
            let draw =
                || -> rquickjs::Result<String> { ctx.globals().get::<_, Function<'_>>("candourDraw")?.call((job,)) };
            draw().catch(&ctx).map_err(|error| ChartError::Drawing { id: id.to_owned(), message: error.to_string() })
        })
    }
}

fn run(ctx: &Ctx<'_>, source: &str) -> Result<(), ChartError> {
    ctx.eval::<(), _>(source).catch(ctx).map_err(|error| ChartError::Engine { message: error.to_string() })
}
