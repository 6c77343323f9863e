// A cell that is run before the notebook has its kernel waits for it: JupyterLab would ask which kernel it is to have. It takes the place
// of JupyterLab's executor, which it is but for that.
import { INotebookCellExecutor, runCell } from '@jupyterlab/notebook';

const patience = 60_000; // milliseconds; then JupyterLab asks

function begun(session) {
  if (session.isReady || session.isDisposed) return undefined;
  return Promise.race([session.ready, new Promise((done) => setTimeout(done, patience))]);
}

export const early = {
  id: 'saddle-jupyterlite:early-cells',
  description: 'Keeps cells until the kernel is there.',
  autoStart: true,
  provides: INotebookCellExecutor,
  activate: () => ({
    async runCell(options) {
      if (options.cell.model.type === 'code' && options.sessionContext) await begun(options.sessionContext);
      return runCell(options);
    },
  }),
};
